import type { VoiceState } from '@teleperson/api';
import { explained, sentences } from '../errors/explain';
import type { Line, LineName, LineState } from './story';

export const testTexts = {
  heading: 'Try it',
  intro:
    'Call a number from here as yourself: your plan, the same rules, the same webhook as for any user. You see each step as it happens.',
  realCall: 'This is a real call. It is logged, and Twilio charges for it.',
  sandboxCall: (host: string) => `Nobody’s telephone rings: the server talks to a sandbox on ${host}.`,
  youCannot: 'You could not call now:',
  search: 'Search companies',
  searchPlaceholder: 'Company name or domain',
  numbers: 'Numbers',
  latest: 'Verified last',
  empty: 'No verified number yet',
  emptyText: 'Add a company with a number, and verify it.',
  noMatch: (query: string) => `No company with a number matches “${query}”`,
  callName: (company: string, label: string, display: string) =>
    `Test call to ${company}, ${label}, ${display}`,
  call: 'Test call',
  refused: 'would be refused',
  rings: (behaviour: string) => `Sandbox: ${behaviour}`,
  ringsPhone: 'Sandbox: rings a telephone, if one is switched on.',
  powerOn: 'Switch it on',
  newTab: '(opens a new tab)',
  more: 'Search to find others.',
  hangUp: 'Hang up',
  mute: 'Mute',
  unmute: 'Unmute',
  again: 'Call again',
  other: 'Choose another number',
  steps: 'Steps of the test call',
  calling: (company: string, label: string) => `Test call: ${company}, ${label}`,
  level: 'What you hear',
  loading: 'Loading the telephone',
  loadFailed: 'The telephone could not be loaded. Reload the page.',
  works: 'Calling works',
  worksText: 'The call went through, with sound.',
  stopped: 'It stopped here',
  canceled: 'You hung up before anybody answered. Up to there all went well.',
  goTo: {
    users: 'Go to Users',
    fields: 'Go to the fields',
    plans: 'Go to the plans',
    companies: 'Go to Companies',
  },
  sides: { browser: 'This browser', server: 'Server' },
  states: { done: 'done', waiting: 'waiting', failed: 'stopped here' } satisfies Record<LineState, string>,
};

export const scripted: Record<string, string> = {
  '0190': 'answers, hangs up after 5 seconds',
  '0191': 'is busy',
  '0192': 'never answers',
  '0193': 'is not in service',
  '0194': 'answers as voicemail',
  '0195': 'answers, talks until you hang up',
  '0196': 'declines the call',
};

const titles: Record<LineName, [done: string, waiting: string, failed: string]> = {
  microphone: ['The microphone is open', 'Waiting for the microphone. The browser may ask.', 'No microphone'],
  access_token: ['Access token minted', 'Asking for an access token', 'No access token'],
  ticket: ['Ticket issued', 'Asking for a ticket', 'No ticket'],
  connected: ['Connected to Twilio', 'Connecting to Twilio', 'No connection to Twilio'],
  webhook_refused: ['', '', 'A webhook came, and was refused'],
  webhook: [
    'Twilio asked the server, signature accepted',
    'Waiting for Twilio to ask the server',
    'Twilio never asked this server',
  ],
  redemption: ['Ticket redeemed', 'Redeeming the ticket', 'The ticket was refused'],
  twiml: ['Answered Twilio', '', ''],
  dialled: ['Twilio dials the number', 'Waiting for Twilio to dial', 'Twilio did not dial'],
  ringing: ['The callee’s telephone rings', '', ''],
  heard_ringing: ['You hear it ring', '', ''],
  answered: ['The callee answered', 'Waiting for an answer', 'Nobody answered'],
  talking: ['You are through', 'Connecting the sound', 'You were not put through'],
  sound: ['Sound arrives', 'Waiting for sound', 'No sound arrived'],
  detected: ['Voicemail detection', '', ''],
  ended: ['The call ended', '', 'The call ended'],
  over: ['Hung up', '', ''],
  logged: ['Row written to the log of calls', '', ''],
};

const whoAnswered: Record<string, string> = {
  human: 'a person answered',
  machine: 'voicemail answered',
  fax: 'a fax machine answered',
  unknown: 'it could not tell',
};
/** How a call ended, inside a sentence. */
const nameEnd = (reason = ''): string => {
  const label = explained(reason)?.label ?? reason;
  return label.charAt(0).toLowerCase() + label.slice(1);
};

/** A line in words. */
export function describeLine({ name, state, detail, count, reason }: Line): string {
  const [done, waiting, failed] = titles[name];
  if (name === 'webhook_refused')
    return `${failed} (${detail}${count && count > 1 ? `, ${count} times` : ''})`;
  if (name === 'twiml') return `${done}: ${detail === 'dial' ? 'dial the number' : 'reject the call'}`;
  if (name === 'detected') return `${done}: ${whoAnswered[detail ?? ''] ?? detail}`;
  if (name === 'ended') {
    const code = count === undefined || count === 200 ? '' : ` (SIP ${count})`;
    return `${done}: ${nameEnd(reason)}${code}`;
  }
  if (name === 'logged') return `${done}: ${detail}, ${count ?? 0} s`;
  return state === 'done' ? done : state === 'waiting' ? waiting : failed;
}

export interface Advice {
  text: string;
  /** A part of the dashboard, in the words of `testTexts.goTo`. */
  to?: keyof typeof testTexts.goTo;
  /** A value to compare with. */
  value?: string | null;
}

/** Where an advice leads. */
export const places: Record<keyof typeof testTexts.goTo, string> = {
  users: 'users',
  fields: 'voice/fields',
  plans: 'voice/plans',
  companies: 'companies',
};

/** What says it all, wherever the call stopped, and the part of the dashboard where it is mended. */
const telling: Record<string, Advice['to']> = {
  voice_not_configured: 'fields',
  region_not_allowed: 'fields',
  plan_without_voip: 'users',
  user_disabled: 'users',
  number_not_found: 'companies',
  number_not_verified: 'companies',
  verification_lapsed: 'companies',
  not_in_service: 'companies',
  rate_limited: 'plans',
  daily_limit_reached: 'plans',
  number_type_not_allowed: undefined,
  already_in_call: undefined,
  ticket_expired: undefined,
  ticket_used: undefined,
  ticket_unknown: undefined,
  microphone_denied: undefined,
  microphone_missing: undefined,
  microphone_unavailable: undefined,
  insecure_page: undefined,
  browser_unsupported: undefined,
  signaling_unreachable: undefined,
  access_token_refused: undefined,
  application_not_found: undefined,
  twilio_rate_limited: undefined,
  media_failed: undefined,
  software_not_loaded: undefined,
  sandbox_refused: undefined,
  gateway_unreachable: undefined,
  gateway_timeout: undefined,
  draining: undefined,
  unavailable: undefined,
  busy: undefined,
  declined: undefined,
  no_answer: undefined,
  no_sound: undefined,
};

/** Why it stopped at this line, and what to do about it. */
export function adviseOn(line: Line, state: VoiceState): Advice {
  const { server } = state;
  const reason = line.reason ?? '';
  if (line.name === 'webhook_refused') return adviseOnWebhook(reason, server);
  const known = explained(reason);
  if (known && Object.hasOwn(telling, reason)) {
    const to = telling[reason];
    return { text: sentences(known), ...(to && { to }), ...inThisCase(reason, state) };
  }
  if (line.name === 'webhook')
    return {
      text: 'Twilio never asked this server. Can the internet reach it, and is the Voice URL of the TwiML App (method POST) exactly:',
      value: server.voice_url,
    };
  if (line.name === 'dialled')
    return {
      text: 'Twilio was told to dial, and did not. Is the caller ID a number of the account or verified there, and are the region’s calls allowed under Geo permissions? Twilio’s console shows the error under Monitor, Errors.',
    };
  if (known) return { text: sentences(known) };
  return { text: 'The server’s log and Twilio’s console (Monitor, Errors) may say more. Call again.' };
}

/** What is better said with what is known here. */
function inThisCase(reason: string, { server, you }: VoiceState): Partial<Advice> {
  const sandbox = server.sandbox?.host;
  if (reason === 'plan_without_voip')
    return {
      text: you.plan
        ? `Your own plan, “${you.plan}”, has no calling. Give yourself another in Users, or add it to the plans with calling.`
        : 'You have no plan. Give yourself one with calling, in Users.',
    };
  if (reason === 'signaling_unreachable' && sandbox)
    return { text: 'The sandbox does not answer. Is twilio-sandbox running here:', value: sandbox };
  if (reason === 'no_answer' && sandbox)
    return {
      text: 'All worked, but nobody answered. In the sandbox a telephone must be switched on for the number.',
    };
  return {};
}

function adviseOnWebhook(reason: string, server: VoiceState['server']): Advice {
  const known = explained(reason);
  const changed = reason === 'bad_request' || reason === 'unsupported_media_type';
  const text =
    known && !changed
      ? sentences(known)
      : 'It was not a form as Twilio sends it. Is there a proxy in between that changes requests?';
  switch (reason) {
    case 'invalid_signature':
      return { text: `${text} PUBLIC_URL is now:`, value: server.public_url };
    case 'other_account':
      return { text: `${text} It is now:`, value: server.account_sid };
    case 'voice_not_configured':
      return { text, to: 'fields' };
    default:
      return { text };
  }
}
