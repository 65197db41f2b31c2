// The service worker. It keeps nothing in memory, because the browser stops it after half a minute of rest: the call is
// in the engine's document, everything else in storage.
import { isActive } from '@teleperson/call-core';
import { type CallNews, onMessage, tell, type WorkerMessage } from '../messages/messages';
import { rememberCall, toRecentCall } from '../recents/recentCalls';
import { accountStore } from '../storage/account';
import { unfinishedCallStore } from '../storage/unfinishedCall';
import { showBadge } from './badge';
import { closeEngine, isEngineOpen, openEngine } from './engineDocument';
import { endUnfinishedCall } from './unfinishedCall';

chrome.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === 'install') void chrome.tabs.create({ url: 'welcome.html' });
});

// For its own sake: the worker has to run once after each start of the browser, for `endUnfinishedCall` below.
chrome.runtime.onStartup.addListener(() => undefined);

// The click (or the keyboard command for it) grants `activeTab`: the panel may see which site this tab shows.
chrome.action.onClicked.addListener(({ windowId }) => {
  void chrome.sidePanel.open({ windowId }); // First and at once: only a click may open a panel.
  void tell({ to: 'panel', type: 'toolbar-clicked' });
});

chrome.commands.onCommand.addListener((command) => {
  if (command === 'hang-up' || command === 'toggle-mute') void tell({ to: 'engine', type: command });
});

// Whoever removes the account hangs up.
accountStore.watch((account) => {
  if (!account) void tell({ to: 'engine', type: 'hang-up' });
});

// Listening for an update defers it to the next start of the browser, unless no call is there that it would cut off.
chrome.runtime.onUpdateAvailable.addListener(async () => {
  if (!(await isEngineOpen())) chrome.runtime.reload();
});

onMessage('worker', async (message: WorkerMessage) => {
  switch (message.type) {
    case 'open-engine':
      await endUnfinishedCall(); // Of an engine that crashed, if it did.
      return openEngine();
    case 'close-engine':
      return closeEngine();
    case 'open-microphone-page':
      return openMicrophonePage();
    case 'call-changed':
      return followCall(message);
    case 'call-named':
      return unfinishedCallStore.save(message.callId);
  }
});

/** As a child of the tab in front, which comes back when the page closes itself. */
async function openMicrophonePage(): Promise<void> {
  const [front] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
  await chrome.tabs.create({
    url: 'microphone.html',
    ...(front && { windowId: front.windowId, openerTabId: front.id }),
  });
}

async function followCall({ call, startedAtMs }: CallNews): Promise<void> {
  const recent = toRecentCall(call, startedAtMs);
  await Promise.all([
    showBadge(call),
    recent && rememberCall(recent),
    isActive(call) ? undefined : unfinishedCallStore.remove(),
  ]);
}

void endUnfinishedCall();
