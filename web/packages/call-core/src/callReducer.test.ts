import { describe, expect, test } from 'vitest';
import { type CallEvent, callReducer, idle } from './callReducer';
import type { CallPhase, CallSnapshot } from './callSnapshot';

const target = { numberId: 'n1', company: 'Acme', label: 'Support', display: '+1 212-555-0100' };
const conversation = { target, answeredAtMs: 1000, muted: false, quality: { grade: 'unknown' as const } };

const phases: Record<CallPhase, CallSnapshot> = {
  idle,
  'requesting-microphone': { phase: 'requesting-microphone', target },
  connecting: { phase: 'connecting', target },
  ringing: { phase: 'ringing', target },
  'in-call': { phase: 'in-call', ...conversation },
  reconnecting: { phase: 'reconnecting', ...conversation },
  ending: { phase: 'ending', target },
  ended: { phase: 'ended', target, reason: 'completed', durationSeconds: 5 },
  failed: { phase: 'failed', target, reason: 'unknown' },
};

const events: Record<CallEvent['type'], CallEvent> = {
  dialed: { type: 'dialed', target },
  'microphone-ready': { type: 'microphone-ready' },
  ringing: { type: 'ringing' },
  answered: { type: 'answered', atMs: 2000 },
  trouble: { type: 'trouble' },
  recovered: { type: 'recovered' },
  muted: { type: 'muted', muted: true },
  quality: { type: 'quality', quality: { grade: 'poor', hint: 'lossy' } },
  ending: { type: 'ending' },
  ended: { type: 'ended', reason: 'busy', durationSeconds: 0 },
  failed: { type: 'failed', reason: 'connection_lost' },
  dismissed: { type: 'dismissed' },
};

// Every phase with every event. What is not listed changes nothing.
const transitions: Record<CallPhase, Partial<Record<CallEvent['type'], CallPhase>>> = {
  idle: { dialed: 'requesting-microphone' },
  'requesting-microphone': {
    'microphone-ready': 'connecting',
    ending: 'ending',
    ended: 'ended',
    failed: 'failed',
  },
  connecting: { ringing: 'ringing', answered: 'in-call', ending: 'ending', ended: 'ended', failed: 'failed' },
  ringing: { answered: 'in-call', ending: 'ending', ended: 'ended', failed: 'failed' },
  'in-call': {
    trouble: 'reconnecting',
    muted: 'in-call',
    quality: 'in-call',
    ending: 'ending',
    ended: 'ended',
    failed: 'failed',
  },
  reconnecting: {
    recovered: 'in-call',
    muted: 'reconnecting',
    quality: 'reconnecting',
    ending: 'ending',
    ended: 'ended',
    failed: 'failed',
  },
  ending: { ended: 'ended', failed: 'failed' },
  ended: { dialed: 'requesting-microphone', dismissed: 'idle' },
  failed: { dialed: 'requesting-microphone', dismissed: 'idle' },
};

describe.each(Object.keys(phases) as CallPhase[])('%s', (phase) => {
  test.each(Object.keys(events) as CallEvent['type'][])('%s', (type) => {
    const before = phases[phase];
    const after = callReducer(before, events[type]);
    const expected = transitions[phase][type];
    if (expected) expect(after.phase).toBe(expected);
    else expect(after).toBe(before);
  });
});

test('trouble keeps what is known of the conversation, and recovery gives it back', () => {
  const muted = callReducer(phases['in-call'], events.muted);
  const back = callReducer(callReducer(muted, events.trouble), events.recovered);
  expect(back).toEqual({ ...phases['in-call'], muted: true });
});

test('the same news twice is no news', () => {
  const poor = callReducer(phases['in-call'], events.quality);
  expect(callReducer(poor, { type: 'quality', quality: { grade: 'poor', hint: 'lossy' } })).toBe(poor);
  const muted = callReducer(poor, events.muted);
  expect(callReducer(muted, events.muted)).toBe(muted);
});

test('a new call starts unmuted and without judgement on its quality', () => {
  expect(callReducer(phases.ringing, events.answered)).toEqual({
    phase: 'in-call',
    target,
    answeredAtMs: 2000,
    muted: false,
    quality: { grade: 'unknown' },
  });
});

test('the end remembers since when people talked', () => {
  expect(callReducer(phases['in-call'], events.ending)).toEqual({
    phase: 'ending',
    target,
    answeredAtMs: 1000,
  });
});
