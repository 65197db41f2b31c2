import type { VoiceState } from '@teleperson/api';
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
const ends: Record<string, string> = {
  completed: 'one side hung up',
  busy: 'busy',
  no_answer: 'nobody answered',
  declined: 'declined',
  canceled: 'hung up before the answer',
  not_in_service: 'not in service',
  failed: 'failed',
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
    return `${done}: ${ends[reason ?? ''] ?? reason}${code}`;
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

/** Why it stopped at this line, and what to do about it. */
export function adviseOn(line: Line, { server, you }: VoiceState): Advice {
  const reason = line.reason ?? '';
  const sandbox = server.sandbox?.host;
  if (line.name === 'webhook_refused') return adviseOnWebhook(reason, server);
  switch (reason) {
    case 'plan_without_voip':
      return {
        text: you.plan
          ? `Your own plan, “${you.plan}”, has no calling. Give yourself another in Users, or add it to the plans with calling.`
          : 'You have no plan. Give yourself one with calling, in Users.',
        to: 'users',
      };
    case 'voice_not_configured':
      return { text: 'Calling is not set up. The state of the feature says what is missing.', to: 'fields' };
    case 'region_not_allowed':
      return { text: 'The number’s region is not among the allowed regions.', to: 'fields' };
    case 'number_not_verified':
      return { text: 'The number is not verified, or its company not reviewed.', to: 'companies' };
    case 'verification_lapsed':
      return { text: 'The number’s verification has lapsed. Verify it again.', to: 'companies' };
    case 'number_type_not_allowed':
      return {
        text: 'Numbers of this kind are never called: premium rate, short codes, emergency, or your own caller ID.',
      };
    case 'number_not_found':
      return { text: 'The number is not in the directory any more.', to: 'companies' };
    case 'user_disabled':
      return { text: 'Your own account is switched off.', to: 'users' };
    case 'rate_limited':
      return { text: 'You started too many calls in a minute. Wait a minute.', to: 'plans' };
    case 'daily_limit_reached':
      return { text: 'Your calls of 24 hours are used up. Raise the limit, or wait.', to: 'plans' };
    case 'already_in_call':
      return { text: 'You are in a call already. End it, and wait some seconds.' };
    case 'ticket_expired':
      return {
        text: 'The ticket ran out before Twilio came with it: it lasts a minute at most. Is the server’s clock right?',
      };
    case 'ticket_used':
    case 'ticket_unknown':
      return { text: 'Twilio came with a ticket that is not valid. Call again.' };
    case 'microphone_denied':
      return { text: 'Allow the microphone with the icon beside the address, then call again.' };
    case 'microphone_missing':
      return { text: 'Plug in a headset or switch the microphone on, then call again.' };
    case 'microphone_unavailable':
      return { text: 'Another program may hold the microphone. Close it, then call again.' };
    case 'insecure_page':
      return { text: 'Browsers give the microphone to https pages only. Open the dashboard with https.' };
    case 'browser_unsupported':
      return { text: 'This browser cannot make calls. Use a current Chrome, Edge, Firefox or Safari.' };
    case 'signaling_unreachable':
      return sandbox
        ? { text: 'The sandbox does not answer. Is twilio-sandbox running here:', value: sandbox }
        : {
            text: 'Twilio cannot be reached from this browser. Does a firewall or proxy keep it from WebSockets to:',
            value: 'wss://voice-js.roaming.twilio.com',
          };
    case 'access_token_refused':
      return {
        text: 'Twilio did not take the access token. TWILIO_API_KEY_SID and TWILIO_API_KEY_SECRET must be of the account TWILIO_ACCOUNT_SID, and the server’s clock right.',
      };
    case 'software_not_loaded':
      return { text: 'The calling software could not be loaded. Reload the page.' };
    case 'gateway_unreachable':
    case 'gateway_timeout':
      return { text: 'The server did not answer this page. Check your network, then call again.' };
    case 'draining':
    case 'unavailable':
      return { text: 'The server is shutting down, or its database does not answer. Try again in a moment.' };
    case 'busy':
      return { text: 'All worked, but the callee was busy. Choose another number, or try later.' };
    case 'declined':
      return { text: 'All worked, but the callee declined the call.' };
    case 'no_answer':
      return {
        text: sandbox
          ? 'All worked, but nobody answered. In the sandbox a telephone must be switched on for the number.'
          : 'All worked, but nobody answered. Choose a number where somebody does.',
      };
    case 'not_in_service':
      return {
        text: 'Twilio says that there is no such number. Correct it in the directory.',
        to: 'companies',
      };
    case 'no_sound':
      return {
        text: 'The call was put through, but no sound reached this browser. Does a firewall keep it from UDP?',
      };
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
  if (line.name === 'ended')
    return {
      text: 'Twilio could not put the call through. Its console shows why under Monitor, Logs, Calls: often the caller ID or the Geo permissions.',
    };
  return { text: 'The server’s log and Twilio’s console (Monitor, Errors) may say more. Call again.' };
}

function adviseOnWebhook(reason: string, server: VoiceState['server']): Advice {
  switch (reason) {
    case 'invalid_signature':
      return {
        text: 'Its signature does not match. PUBLIC_URL must be what Twilio is given, to the letter, and TWILIO_AUTH_TOKEN that account’s. PUBLIC_URL is now:',
        value: server.public_url,
      };
    case 'other_account':
      return {
        text: 'It was for another Twilio account. TWILIO_ACCOUNT_SID must be the account that owns the TwiML App. It is now:',
        value: server.account_sid,
      };
    case 'other_application':
      return {
        text: 'It was of another TwiML App. TWILIO_TWIML_APP_SID must be the app whose Voice URL leads here.',
      };
    case 'voice_not_configured':
      return { text: 'The server’s own configuration is not complete.', to: 'fields' };
    case 'no_identity':
    case 'no_ticket':
      return {
        text: 'It did not come from a call that this server gave out. Does somebody else use the TwiML App?',
      };
    default:
      return {
        text: 'It was not a form as Twilio sends it. Is there a proxy in between that changes requests?',
      };
  }
}
