import { formatDuration } from './core/duration';
import { ANY_NUMBER, formatNumber } from './core/phoneNumber';
import type { EndedCall, EndReason, PhoneState } from './core/phoneState';

/** Every word of this page. */
export const texts = {
  page: 'Sandbox phones',
  inspector: 'Inspector',
  ringingTitle: (caller: string) => `Ringing: ${caller}`,
  title: 'This page plays the phones that your app calls',
  intro:
    'Calls that your app makes through the Twilio sandbox ring here instead of on a real phone. Switch a phone on, call any number from your app, and answer.',
  insecure:
    'Browsers give sound and microphone only to secure pages. Open this page at http://127.0.0.1 or http://localhost on the computer that runs the sandbox.',
  phonesHeading: 'Phones',

  phone: (number: string) =>
    number === ANY_NUMBER ? 'Phone for any number' : `Phone ${formatNumber(number)}`,
  numberOf: (number: string) => (number === ANY_NUMBER ? 'Any number' : formatNumber(number)),
  powerOn: 'Power on',
  powerOff: 'Power off',
  remove: (number: string) => `Remove phone: ${texts.numberOf(number)}`,

  status: {
    off: 'Off',
    connecting: 'Connecting',
    unreachable: 'Offline',
    idle: 'Ready',
    ringing: 'Ringing',
    'in-call': 'In a call',
  },

  offTitle: 'This phone is off',
  offHint: 'Calls to it ring out without an answer.',
  connectingTitle: 'Connecting to the sandbox',
  unreachableTitle: 'Sandbox not reachable',
  unreachableHint: 'Is twilio-sandbox running? This phone tries again by itself.',
  refusedTitle: 'The sandbox refused this phone',
  idleTitle: 'Ready for a call',
  idleHint: (number: string) =>
    number === ANY_NUMBER
      ? 'Rings for every number that has no phone of its own.'
      : `Rings when your app calls ${formatNumber(number)}.`,

  calling: (to: string) => `is calling ${formatNumber(to)}`,
  answer: 'Answer',
  decline: 'Decline',
  voicemail: 'Let voicemail answer',
  voicemailShort: 'Voicemail',
  hangUp: 'Hang up',

  pickingUp: 'Picking up',
  audio: {
    connecting: 'Connecting audio',
    flowing: 'Connected',
    interrupted: 'Audio interrupted, reconnecting',
    'no-network': 'No audio',
  },
  machineAnswered: 'The answering machine picked up',
  noNetwork:
    'No network interface for media: the browser found no address to receive audio at. Connect this computer to a network, or allow this page to use the microphone.',
  interrupted: 'The caller’s audio stopped arriving. It comes back by itself when the network does.',
  theyHear: 'Caller hears',
  youHear: 'Caller says',
  keysHeading: 'Keys pressed by the caller',
  noKeys: 'none yet',

  listen: 'Play the caller aloud',
  microphone: 'Speak with my microphone',
  microphoneHint: {
    off: 'Callers hear a tune instead.',
    asking: 'Your browser asks for permission.',
    on: 'Use headphones, or two pages on one computer will howl.',
    refused: 'No microphone: allow it in the browser’s site settings, then try again.',
  },

  addHeading: 'Add a phone',
  addLabel: 'Number',
  addHint: 'A phone with its own number takes the calls to that number, even while the others are busy.',
  addPlaceholder: '+1 415 555 0142',
  addButton: 'Add phone',
  addErrors: {
    'not-a-number': 'Write a phone number with its country code, such as +1 415 555 0142.',
    'already-there': 'This page already has a phone with that number.',
  },
  added: 'Phone added. Switch it on to receive calls.',

  scriptedHeading: 'Numbers that need no phone',
  scriptedIntro: 'The sandbox answers these by itself. They work in every area code.',
  scriptedNumber: 'Number',
  scriptedBehaviour: 'What happens',
  scriptedEmpty: 'This sandbox has no scripted numbers: every call rings a phone on this page.',
  scriptedError: 'The list could not be loaded. Is twilio-sandbox running?',
  callerIds: (numbers: string[]) => `Your app calls from ${numbers.map(formatNumber).join(', ')}.`,
  loading: 'Loading',
  retry: 'Try again',
};

const endings: Record<EndReason, string> = {
  'caller-hung-up': 'The caller hung up',
  'hung-up': 'You hung up',
  declined: 'You declined',
  missed: 'Missed: the caller gave up, or it rang too long',
  'sandbox-lost': 'The connection to the sandbox was lost',
  'powered-off': 'The phone was switched off',
  'media-failed': 'This browser could not set up the audio',
};

export function endingText({ reason, durationSeconds }: EndedCall): string {
  const ending = endings[reason];
  return durationSeconds === undefined ? ending : `${ending} after ${formatDuration(durationSeconds)}`;
}

/** What a screen reader says when the phone comes into this state. */
export function announcement(state: PhoneState): string {
  switch (state.name) {
    case 'ringing':
      return `Incoming call from ${formatNumber(state.call.from)}`;
    case 'in-call':
      return state.pickedUpBy === 'machine' ? texts.machineAnswered : 'Call answered';
    case 'connecting':
      if (state.problem) return `${texts.refusedTitle}: ${state.problem}`;
      return state.failedAttempts > 0 ? texts.unreachableTitle : '';
    case 'idle':
      return state.lastCall ? `Call ended. ${endingText(state.lastCall)}` : texts.idleTitle;
    case 'off':
      return '';
  }
}
