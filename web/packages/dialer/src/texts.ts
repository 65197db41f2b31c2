import type { DialTarget, EndReason, FailureReason, QualityGrade, QualityHint } from '@teleperson/call-core';

/** Every word the dialer says. */
export const texts = {
  title: 'Teleperson Voice',
  sandbox: 'Sandbox',
  sandboxHelp: 'Calls go to a Twilio sandbox on this machine. No real phone rings.',
  greeting: (name: string) => `Hi ${name}`,
  plan: (plan: string) => `${plan.charAt(0).toUpperCase()}${plan.slice(1)} plan`,
  noPlan: 'No plan',

  searchLabel: 'Search companies',
  searchPlaceholder: 'Search by name or website',
  clearSearch: 'Clear search',
  companies: 'Companies',
  loadingCompanies: 'Loading companies',
  noCompanies: 'No companies yet',
  noCompaniesHelp: 'Verified numbers appear here as soon as your administrator adds them.',
  noMatch: (query: string) => `No company matches “${query}”`,
  noMatchHelp: 'Check the spelling, or search for the website instead.',
  loadMore: 'Show more companies',
  retry: 'Try again',
  found: (count: number, more: boolean) =>
    `${count}${more ? ' or more' : ''} ${count === 1 && !more ? 'company' : 'companies'} found`,

  verifiedOn: (date: string) => `Verified ${date}`,
  notVerified: 'Not verified',
  noRegion: 'No region',
  noNumbers: 'No numbers yet',
  call: 'Call',
  callName: ({ company, label, display }: DialTarget) => `Call ${company}, ${label}, ${display}`,
  phone: 'My phone',
  phoneName: ({ company, label, display }: DialTarget) => `My phone: call ${company}, ${label}, ${display}`,

  upgradeTitle: 'Calling is not part of your plan',
  upgradeText: 'Upgrade to call verified numbers right here. Until then, the links open your own phone.',
  upgrade: 'See plans',
  callingOffTitle: 'Calling is switched off',
  callingOffText: 'Until it is back, the links open your own phone.',

  dock: {
    region: (company: string) => `Call with ${company}`,
    hangup: 'Hang up',
    cancel: 'Cancel call',
    mute: 'Mute',
    unmute: 'Unmute',
    keypad: 'Keypad',
    hideKeypad: 'Hide keypad',
    settings: 'Sound',
    hideSettings: 'Hide sound settings',
    duration: 'Call duration',
    callAgain: 'Call again',
    allowMicrophone: 'Allow the microphone',
    close: 'Close',
    digitsSent: 'Keys pressed',
    keypadHelp: 'You can also type. Escape closes.',
    key: (key: string) => ({ '*': 'Star', '#': 'Pound' })[key] ?? key,
    microphone: 'Microphone',
    speaker: 'Speaker',
    systemDefault: 'System default',
    unnamed: (kind: string, position: number) => `${kind} ${position}`,
    deviceFailed: 'This device could not be opened. The call goes on with the one before.',
    yourVoice: 'Your voice',
    theirVoice: 'Their voice',
  },

  phase: {
    'requesting-microphone': 'Allow the microphone',
    connecting: 'Connecting',
    ringing: 'Ringing',
    'in-call': 'In call',
    reconnecting: 'Connection trouble',
    ending: 'Ending',
  },
  phaseHelp: {
    'requesting-microphone': 'Your browser asks whether this page may use the microphone.',
    reconnecting: 'Trying to get the connection back. Stay on the line.',
  },
  muted: 'Muted',

  announce: {
    'requesting-microphone': (company: string) => `Calling ${company}. Please allow the microphone.`,
    connecting: (company: string) => `Connecting to ${company}.`,
    ringing: (company: string) => `Ringing at ${company}.`,
    'in-call': (company: string) => `Connected with ${company}.`,
    reconnecting: () => 'Connection trouble. Trying to get the call back.',
    ending: () => 'The call is ending.',
  },

  quality: {
    unknown: 'Measuring',
    good: 'Good line',
    fair: 'Fair line',
    poor: 'Poor line',
  } satisfies Record<QualityGrade, string>,
  qualityHint: {
    slow: 'Words arrive late. Pause a moment after speaking; a cable or a nearer Wi-Fi helps.',
    lossy: 'Words get lost. Close downloads and videos, or move closer to your Wi-Fi.',
    nothing_received: 'No sound arrives from the other side at the moment.',
    microphone_silent: 'Your microphone picks up nothing. Is it switched off, or is another one chosen?',
  } satisfies Record<QualityHint, string>,
};

/** What is said about a call that is over, or a number that cannot be called: what happened, and what to do. */
export interface Explanation {
  title: string;
  advice: string;
}

export const endTexts: Record<EndReason, Explanation> = {
  completed: { title: 'Call ended', advice: '' },
  busy: { title: 'The line is busy', advice: 'Someone else is on it. Try again in a few minutes.' },
  no_answer: { title: 'Nobody answered', advice: 'Try again later, perhaps during business hours.' },
  declined: {
    title: 'The call was declined',
    advice: 'They did not take the call. Try another number or later.',
  },
  canceled: { title: 'Call canceled', advice: 'You hung up before anyone answered.' },
  not_in_service: {
    title: 'This number is not in service',
    advice: 'Choose another number of this company, and tell your administrator about this one.',
  },
};

const askAdministrator = 'Ask your administrator.';
const tryAgain = 'Try again in a moment. If it keeps happening, ask your administrator.';
const internal: Explanation = { title: 'Something went wrong', advice: tryAgain };
const tokenGone: Explanation = {
  title: 'You are signed out',
  advice: 'Your extension token is not valid any more. Sign in again with a new one.',
};

const failureTexts: Record<FailureReason, Explanation> = {
  unauthorized: tokenGone,
  user_disabled: { title: 'Your account is switched off', advice: askAdministrator },
  plan_without_voip: {
    title: 'Calling is not part of your plan',
    advice: 'Upgrade to call from here, or use your own phone.',
  },
  voice_not_configured: {
    title: 'Calling is not set up',
    advice: 'Your administrator has to finish the voice settings. Use your own phone until then.',
  },
  number_not_found: {
    title: 'This number is gone',
    advice: 'It was removed from the directory. Reload the list and choose another one.',
  },
  number_not_verified: {
    title: 'Not verified yet',
    advice: 'Only verified numbers can be called from here.',
  },
  verification_lapsed: {
    title: 'Verification has lapsed',
    advice: 'The number has to be verified again before it can be called from here.',
  },
  region_not_allowed: {
    title: 'Region not enabled',
    advice: 'Your organisation has not enabled calls to this region.',
  },
  number_type_not_allowed: {
    title: 'Kind of number not allowed',
    advice: 'Premium-rate, shared-cost, short and emergency numbers cannot be called from here.',
  },
  rate_limited: { title: 'Too many calls in a short time', advice: 'Wait a little, then try again.' },
  already_in_call: {
    title: 'You are in another call',
    advice: 'End the call in your other window or on your other device first.',
  },
  daily_limit_reached: { title: 'Daily limit reached', advice: 'You can call again tomorrow.' },
  ticket_unknown: internal,
  ticket_used: internal,
  ticket_unused: {
    title: 'The call did not start',
    advice: 'The connection to the phone network was not made in time. Try again.',
  },
  ticket_expired: {
    title: 'That took too long',
    advice: 'For safety a call must start within a minute of the click. Try again.',
  },
  call_failed: {
    title: 'The call could not be put through',
    advice: 'The phone network gave up without a reason. Try again in a moment.',
  },
  microphone_denied: {
    title: 'The microphone is blocked',
    advice: 'Allow it with the icon beside the address (lock or microphone), then call again.',
  },
  microphone_missing: {
    title: 'No microphone found',
    advice: 'Plug in a headset or switch the microphone on, then call again.',
  },
  microphone_unavailable: {
    title: 'The microphone does not open',
    advice: 'Another program may be using it. Close that program, then call again.',
  },
  microphone_dismissed: {
    title: 'The microphone was not allowed',
    advice: 'The page that asks for it was closed. Call again, and choose “Allow”.',
  },
  insecure_page: {
    title: 'This page is not secure',
    advice: 'Browsers allow the microphone only on https pages. Open this page with https://.',
  },
  browser_unsupported: {
    title: 'This browser cannot make calls',
    advice: 'Use a current Chrome, Edge, Firefox or Safari.',
  },
  gateway_unreachable: {
    title: 'No connection to the calling service',
    advice: 'Check your network, then try again.',
  },
  gateway_timeout: { title: 'The calling service does not answer', advice: tryAgain },
  software_not_loaded: {
    title: 'The calling software did not load',
    advice: 'Reload this page, then call again.',
  },
  sandbox_refused: {
    title: 'The sandbox is not on this machine',
    advice:
      'For safety only a sandbox on 127.0.0.1 or localhost is used. Correct the gateway’s TWILIO_... URLs.',
  },
  signaling_unreachable: {
    title: 'The phone network cannot be reached',
    advice: 'A firewall may block it. Check your network, then try again.',
  },
  access_token_refused: {
    title: 'The phone network refused this account',
    advice: 'The Twilio credentials of the gateway do not fit. Ask your administrator.',
  },
  no_response: {
    title: 'The phone network did not respond',
    advice: 'The call was neither put through nor refused. Try again in a moment.',
  },
  connection_lost: {
    title: 'The connection was lost',
    advice: 'Your network dropped out and did not come back in time. Check it, then call again.',
  },
  computer_slept: {
    title: 'The call ended while the computer slept',
    advice: 'Call again to go on.',
  },
  engine_stopped: {
    title: 'The call was cut off',
    advice:
      'The browser stopped the part that makes calls. Call again; restart the browser if it happens again.',
  },
  call_not_found: internal,
  invalid_signature: internal,
  bad_request: internal,
  not_found: internal,
  method_not_allowed: internal,
  payload_too_large: internal,
  headers_too_large: internal,
  unsupported_media_type: internal,
  request_timeout: internal,
  unexpected_answer: {
    title: 'An unexpected answer came back',
    advice:
      'Something between you and the calling service answers in its place. Check VPN, proxy or Wi-Fi login.',
  },
  twilio_unavailable: { title: 'The phone network is unavailable', advice: tryAgain },
  unavailable: { title: 'The calling service is unavailable', advice: tryAgain },
  draining: { title: 'The calling service is restarting', advice: 'Try again in a few seconds.' },
  internal_error: internal,
  unknown: { title: 'The call ended unexpectedly', advice: tryAgain },
};

/** A reason of a later gateway, which this page does not know yet, still gets words. */
export function explainFailure(reason: FailureReason): Explanation {
  return failureTexts[reason] ?? internal;
}

export const retryAfterText = (seconds: number) =>
  seconds < 90 ? `Possible again in ${seconds} s.` : `Possible again in ${Math.ceil(seconds / 60)} min.`;

export const talkedText = (duration: string) => `You talked for ${duration}.`;

export const offline = {
  title: 'You are offline',
  advice: 'The list comes back by itself when the network does.',
} satisfies Explanation;
