import type { TestStep } from '@teleperson/api';
import type { CallSnapshot, FailureReason } from '@teleperson/call-core';

/** What the browser noted of the call: when its phases began, and when sound came first. */
export interface BrowserNotes {
  startedAtMs: number;
  microphoneAtMs?: number;
  ringingAtMs?: number;
  answeredAtMs?: number;
  soundAtMs?: number;
  overAtMs?: number;
}

export type LineName =
  | 'microphone'
  | 'access_token'
  | 'ticket'
  | 'connected'
  | 'webhook_refused'
  | 'webhook'
  | 'redemption'
  | 'twiml'
  | 'dialled'
  | 'ringing'
  | 'heard_ringing'
  | 'answered'
  | 'talking'
  | 'sound'
  | 'detected'
  | 'ended'
  | 'over'
  | 'logged';

export type LineState = 'done' | 'waiting' | 'failed';

export interface Line {
  name: LineName;
  side: 'browser' | 'server';
  state: LineState;
  atMs?: number;
  /** Why it failed; of an end, how the call ended. */
  reason?: string;
  detail?: string;
  count?: number;
}

const sides: Record<LineName, Line['side']> = {
  microphone: 'browser',
  access_token: 'server',
  ticket: 'server',
  connected: 'browser',
  webhook_refused: 'server',
  webhook: 'server',
  redemption: 'server',
  twiml: 'server',
  dialled: 'server',
  ringing: 'server',
  heard_ringing: 'browser',
  answered: 'server',
  talking: 'browser',
  sound: 'browser',
  detected: 'server',
  ended: 'server',
  over: 'browser',
  logged: 'server',
};

const order = Object.keys(sides) as LineName[];

/** What must happen, in order, for a call to come about: the first that is missing is where it stands, or stopped. */
const path: LineName[] = [
  'microphone',
  'access_token',
  'ticket',
  'connected',
  'webhook',
  'redemption',
  'dialled',
  'answered',
  'talking',
  'sound',
];

const microphoneFailures: FailureReason[] = [
  'microphone_denied',
  'microphone_missing',
  'microphone_unavailable',
  'insecure_page',
  'browser_unsupported',
];
const connectionFailures: FailureReason[] = [
  'signaling_unreachable',
  'access_token_refused',
  'software_not_loaded',
  'sandbox_refused',
];
const startFailures: FailureReason[] = ['gateway_unreachable', 'gateway_timeout', 'draining', 'unavailable'];

/** Both sides of a test call as one list, in the order in which its steps follow from each other. */
export function tellStory(snapshot: CallSnapshot, notes: BrowserNotes, steps: TestStep[]): Line[] {
  const lines = new Map<LineName, Line>();
  const add = (name: LineName, line: Partial<Line> = {}) =>
    lines.set(name, { name, side: sides[name], state: 'done', ...line });

  const failure = snapshot.phase === 'failed' ? snapshot.reason : undefined;
  if (notes.microphoneAtMs) add('microphone', { atMs: notes.microphoneAtMs });
  for (const { step, at, passed, reason, detail, count } of steps) {
    // What is refused first is why the others come: Twilio asks its fallback, and reports the failure.
    if (step === 'webhook_refused' && lines.has(step)) continue;
    add(step, {
      // Whoever hangs up before the answer has not found a fault.
      state: passed || (step === 'ended' && reason === 'canceled') ? 'done' : 'failed',
      ...(at && { atMs: Date.parse(at) }),
      ...(reason && { reason }),
      ...(detail && { detail }),
      ...(count !== undefined && { count }),
    });
  }
  if (notes.ringingAtMs) add('heard_ringing', { atMs: notes.ringingAtMs });
  if (notes.answeredAtMs) add('talking', { atMs: notes.answeredAtMs });
  if (notes.soundAtMs) add('sound', { atMs: notes.soundAtMs });
  if (isConnected(lines, failure, snapshot)) add('connected');
  // What was overtaken by a later callback was done all the same.
  if (lines.has('answered') || lines.has('ringing')) if (!lines.has('dialled')) add('dialled');
  if (lines.has('talking') && !lines.has('answered')) add('answered', { state: 'waiting' });
  if (snapshot.phase === 'ended' || (snapshot.phase === 'failed' && lines.has('talking'))) {
    const { durationSeconds } = snapshot;
    add('over', {
      reason: snapshot.reason,
      ...(notes.overAtMs && { atMs: notes.overAtMs }),
      ...(durationSeconds !== undefined && { count: durationSeconds }),
    });
  }
  addWhereItStands(lines, add, snapshot, failure);
  return order.flatMap((name) => lines.get(name) ?? []);
}

/** There is no event for it: what comes after it shows that it happened. */
function isConnected(lines: Map<LineName, Line>, failure: FailureReason | undefined, snapshot: CallSnapshot) {
  const later: LineName[] = ['webhook_refused', 'webhook', 'redemption', 'heard_ringing', 'talking'];
  if (later.some((name) => lines.has(name))) return true;
  if (failure === undefined) return snapshot.phase === 'ended' && snapshot.reason !== 'canceled';
  const before = [...microphoneFailures, ...connectionFailures, ...startFailures];
  return lines.get('ticket')?.state === 'done' && !before.includes(failure);
}

function addWhereItStands(
  lines: Map<LineName, Line>,
  add: (name: LineName, line?: Partial<Line>) => void,
  snapshot: CallSnapshot,
  failure: FailureReason | undefined,
): void {
  const over = snapshot.phase === 'ended' || snapshot.phase === 'failed';
  const failed = [...lines.values()].some(({ state }) => state === 'failed');
  const missing = path.find((name) => !lines.has(name));
  if (failed || lines.has('ended')) {
    if (over && lines.get('ended')?.state === 'done' && lines.has('talking') && !lines.has('sound'))
      add('sound', { state: 'failed', reason: 'no_sound' });
    return;
  }
  if (!missing || (snapshot.phase === 'ended' && snapshot.reason === 'canceled')) return;
  if (over) add(missing, { state: 'failed', reason: failure ?? snapshot.reason });
  else add(missing, { state: 'waiting' });
}

/** The line at which the call stopped, if it did. */
export const whereItStopped = (lines: Line[]): Line | undefined =>
  lines.find(({ state }) => state === 'failed');

/** Whether all that will come has come: then nobody needs to ask any more. */
export const isComplete = (steps: TestStep[]): boolean =>
  steps.some(
    ({ step, passed }) => step === 'logged' || (!passed && step !== 'ended' && step !== 'webhook_refused'),
  );
