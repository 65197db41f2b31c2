import type { CallSnapshot } from '@teleperson/call-core';

interface Badge {
  /** At most four characters fit. */
  text: string;
  color: string;
  /** Of the tooltip, in `_locales`; its one placeholder is the company. */
  title: string;
}

const green = '#0b7545';
const amber = '#8d5c02';
const red = '#bc2626';

const nothing: Badge = { text: '', color: green, title: 'toolbarIdle' };

/** What the toolbar button shows of a call, for when no panel is open. The colours carry white text. */
export function badgeOf(call: CallSnapshot): Badge {
  switch (call.phase) {
    case 'idle':
    case 'ended':
      return nothing;
    case 'requesting-microphone':
      return { text: '…', color: amber, title: 'toolbarMicrophone' };
    case 'connecting':
    case 'ringing':
      return { text: '…', color: green, title: 'toolbarRinging' };
    case 'in-call':
      return call.muted
        ? { text: '●', color: amber, title: 'toolbarMuted' }
        : { text: '●', color: green, title: 'toolbarInCall' };
    case 'reconnecting':
      return { text: '!', color: amber, title: 'toolbarTrouble' };
    case 'ending':
      return { text: '…', color: amber, title: 'toolbarEnding' };
    case 'failed':
      return { text: '!', color: red, title: 'toolbarFailed' };
  }
}

export async function showBadge(call: CallSnapshot): Promise<void> {
  const { text, color, title } = badgeOf(call);
  const company = call.phase === 'idle' ? '' : call.target.company;
  await Promise.all([
    chrome.action.setBadgeText({ text }),
    chrome.action.setBadgeBackgroundColor({ color }),
    chrome.action.setBadgeTextColor({ color: '#ffffff' }),
    chrome.action.setTitle({ title: chrome.i18n.getMessage(title, company) }),
  ]);
}
