import type { VoiceState } from '@teleperson/api';
import { explained } from '../errors/explain';

type RefusedNumber = VoiceState['numbers']['refused'][number]['reason'];

const number = new Intl.NumberFormat('en');
const count = (n: number, one: string, many: string) => `${number.format(n)} ${n === 1 ? one : many}`;

/** Words of the Voice tab about the state of the feature. */
export const stateTexts = {
  loading: 'Loading the state of the feature',
  failed: 'The rest of the state could not be loaded.',
  works: 'Calling works',
  worksText: (when: string) => `The last call that a person answered: ${when}.`,
  users: 'Who could call now',
  ableUsers: (n: number) => count(n, 'user', 'users'),
  ableOnceOn: (n: number) => `${count(n, 'user', 'users')} as soon as calling is on`,
  otherUsers: 'Who could not, and why',
  withoutCalling: (n: number) => `${count(n, 'user is', 'users are')} on a plan without calling`,
  withoutToken: (n: number) => `${count(n, 'user has', 'users have')} no extension token`,
  disabled: (n: number) => `${count(n, 'account is', 'accounts are')} switched off`,
  plan: (plan: string | null, n: number) => `${plan ?? 'no plan'}: ${number.format(n)}`,
  numbers: 'Which numbers could be called now',
  callable: (n: number) => count(n, 'number', 'numbers'),
  otherNumbers: 'What would be refused, and why',
  nothingRefused: 'Nothing in the directory.',
  regions: (list: string) => `They are in: ${list}.`,
  server: 'What the server has',
  set: 'set',
  notSet: 'not set',
  talksTo: 'Talks to',
  sandbox: (host: string) => `a Twilio sandbox on ${host}`,
  twilio: (url: string) => `Twilio (${url})`,
  voiceUrl: 'Voice URL for the TwiML App',
  noVoiceUrl: 'known once PUBLIC_URL is set',
  secrets: 'Secrets are never shown here. They are set in the server’s environment.',
};

const refusedNumbers: Partial<Record<RefusedNumber, (n: number) => string>> = {
  number_not_verified: (n) =>
    `${count(n, 'number is', 'numbers are')} not verified, or of a company that nobody reviewed`,
  verification_lapsed: (n) => `${count(n, 'verification has', 'verifications have')} lapsed`,
  region_not_allowed: (n) =>
    `${count(n, 'verified number is', 'verified numbers are')} in a region that is not allowed`,
  number_type_not_allowed: (n) =>
    `${count(n, 'number is', 'numbers are')} of a kind that is never called (premium rate, short codes, your own caller ID)`,
};

export const refusedNumberText = (reason: RefusedNumber, n: number): string =>
  refusedNumbers[reason]?.(n) ?? `${count(n, 'number', 'numbers')}: ${explained(reason)?.label ?? reason}`;

/** Where a field's value is found. */
export const whereTexts = {
  label: 'Where to find it:',
  newTab: '(opens a new tab)',
  accountSid: 'Twilio’s console, Account Dashboard, Account Info',
  callerId: 'Twilio’s console, Phone Numbers, Manage, Active numbers',
  callerIdVerified: 'or Verified Caller IDs',
  regions: 'Twilio must allow them too: Voice, Settings, Geo permissions',
  serverAccount: 'Use the server’s',
  sandboxAccount: 'The server talks to a sandbox: it is the server’s TWILIO_ACCOUNT_SID.',
  sandboxCallerId: 'The server talks to a sandbox: it is what the sandbox was started with (--caller-id).',
  tokenEndpoint: 'Normally this server’s own address with /v1/voice/token, as the button fills in.',
  formatted: (region: string, text: string) => `${region}: ${text}`,
  notAllowedRegions: (list: string) => `Verified numbers lie in regions that are not allowed: ${list}.`,
  plansSeen: (list: string) => `Your users have: ${list}.`,
};

export const consoleLinks = {
  account: 'https://console.twilio.com/',
  numbers: 'https://console.twilio.com/us1/develop/phone-numbers/manage/incoming',
  verified: 'https://console.twilio.com/us1/develop/phone-numbers/manage/verified',
  regions: 'https://console.twilio.com/us1/develop/voice/settings/geo-permissions',
  apps: 'https://console.twilio.com/us1/develop/voice/manage/twiml-apps',
};
