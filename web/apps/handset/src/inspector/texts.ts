import { formatNumber } from '../core/phoneNumber';
import type { CallSummary, Severity, Webhook } from './core/call';
import { calledNumber } from './core/call';

/** Every word of this page that does not come from the sandbox. */
export const texts = {
  page: 'Sandbox inspector',
  phonesPage: 'Phones',

  connection: {
    connecting: 'Connecting',
    live: 'Live',
    offline: 'Offline',
    refused: 'Offline',
  },
  offlineTitle: 'The sandbox does not answer',
  offlineHint:
    'Is twilio-sandbox running? This page tries again by itself, and keeps what it has seen until then.',
  refusedTitle: 'The sandbox does not let this page follow its calls',
  refusedHint:
    'Open it by the address of its machine, such as http://127.0.0.1:9080/inspector/, and close other inspectors.',
  retry: 'Try again',
  loading: 'Loading',

  callsHeading: 'Calls',
  searchLabel: 'Search calls',
  searchPlaceholder: 'SID, number, identity or finding',
  clearSearch: 'Clear search',
  showLabel: 'Show',
  show: { all: 'All', live: 'Running', problems: 'With findings' },
  emptyTitle: 'No calls yet',
  emptyHint:
    'Place the first call with the Voice SDK: it appears here at once. With script/server, open the dialer that it names and call a number that ends in 0190, or power on a phone first.',
  nothingFound: 'No call matches.',
  showAll: 'Show all calls',
  callCount: (count: number) => (count === 1 ? '1 call' : `${count} calls`),

  findingsHeading: 'What is wrong',
  findingsIntro: 'Over all calls that the sandbox remembers. Choose one to see the last call that has it.',
  noFindings: 'Nothing is wrong with any call.',
  choose: 'Choose a call to see its timeline.',
  inCalls: (count: number) => (count === 1 ? 'in 1 call' : `in ${count} calls`),
  severity: { problem: 'Problem', warning: 'Warning', hint: 'Hint' } satisfies Record<Severity, string>,
  whatToDo: 'What to do:',
  errorCode: (code: number) => `Error ${code}`,

  back: 'All calls',
  unknownCaller: 'Unknown caller',
  refusedCall: 'Refused',
  refusedTimes: (times: number) => `${times} times in a row`,
  from: 'From',
  nobody: 'No number dialled',
  started: 'Started',
  talked: 'Talked',
  notAnswered: 'not answered',
  ended: 'How it ended',
  twiliosCode: 'Twilio’s code',
  legs: 'Legs',
  browserLeg: 'browser',
  calleeLeg: 'callee',
  timeline: 'Timeline',
  goneTitle: 'This call is not remembered',
  goneHint: 'The sandbox keeps its last 200 calls, and none from before it was started.',
  detailError: 'The call could not be loaded.',

  asked: {
    voice: 'Asked the Voice URL',
    fallback: 'Asked the fallback URL',
    action: 'Asked the Dial’s action',
    status: 'Told the status callback',
    amd: 'Told the answering machine callback',
    parent: 'Told the TwiML App’s status callback',
  } satisfies Record<Webhook['kind'], string>,
  replayed: 'Sent again',
  waiting: 'waiting for the answer',
  noAnswer: 'no answer',
  dropped: 'kept back by a test control',
  forgotten: 'This webhook is too old to be remembered.',
  attempts: (count: number) => `${count} attempts`,
  milliseconds: (time: number) => `${time} ms`,
  signed: 'Signed for',
  signedWith: 'with the account’s auth token.',
  signedNote: 'An application that refuses it has another token, or takes another URL for its own.',
  parameters: 'Parameters',
  attemptsHeading: 'Attempts',
  answer: 'Answer',
  emptyAnswer: 'No body.',
  cut: (bytes: number) => `The first 4096 of ${bytes} bytes.`,
  redirectsTo: 'Redirects to',
  curl: 'Copy as curl',
  copied: 'Copied',
  copyFailed: 'The browser does not allow copying here',
  replay: 'Send again',
  replayDone: 'Sent again. It stands at the end of the timeline.',
  replayFailed: 'Sent again, and it failed. It stands at the end of the timeline.',
  replayError: 'The sandbox could not send it again.',
  empty: '(empty)',
};

/** What the webhook is about, in Twilio's words; empty: nothing in particular. */
export function newsOf({ kind, params }: Webhook): string {
  const names = { status: 'CallStatus', parent: 'CallStatus', amd: 'AnsweredBy', action: 'DialCallStatus' };
  const name = kind in names ? names[kind as keyof typeof names] : undefined;
  return params.find((param) => param.name === name)?.value ?? '';
}

export function nameOfCall(call: CallSummary): string {
  const number = calledNumber(call);
  if (number) return formatNumber(number);
  return call.state === 'refused' ? texts.refusedCall : texts.nobody;
}

const times = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const milliseconds = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});
export const formatTime = (ms: number) => times.format(ms);
export const formatDate = (ms: number) => dates.format(ms);
export const formatMilliseconds = (ms: number) => milliseconds.format(ms);
