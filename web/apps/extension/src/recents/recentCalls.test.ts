import { expect, test } from 'vitest';
import { ended, inCall, ringing, target } from '../testing/fakeEngine';
import { type RecentCall, toRecentCall, withCall } from './recentCalls';

test('a call is remembered from the moment it is dialled, and with its end when that comes', () => {
  expect(toRecentCall({ phase: 'idle' }, 1)).toBeUndefined();
  expect(toRecentCall({ phase: 'requesting-microphone', target }, 1)).toBeUndefined();
  expect(toRecentCall(ringing, 1)).toEqual({ startedAtMs: 1, target });
  expect(toRecentCall(inCall, 1)).toEqual({ startedAtMs: 1, target });
  expect(toRecentCall(ended, 1)).toEqual({ startedAtMs: 1, target, reason: 'completed', durationSeconds: 7 });
  expect(toRecentCall({ phase: 'failed', target, reason: 'connection_lost' }, 1)).toEqual({
    startedAtMs: 1,
    target,
    reason: 'connection_lost',
  });
});

test('news of a call replaces what was known of it; other calls stay', () => {
  const before: RecentCall[] = [
    { startedAtMs: 20, target },
    { startedAtMs: 10, target, reason: 'busy' },
  ];
  const after = withCall(before, { startedAtMs: 20, target, reason: 'completed', durationSeconds: 3 });
  expect(after.map(({ startedAtMs, reason }) => [startedAtMs, reason])).toEqual([
    [20, 'completed'],
    [10, 'busy'],
  ]);
});

test('newest first, fifty at most', () => {
  let calls: RecentCall[] = [];
  for (let i = 1; i <= 60; i++) calls = withCall(calls, { startedAtMs: i, target });
  expect(calls).toHaveLength(50);
  expect(calls[0]?.startedAtMs).toBe(60);
  expect(withCall(calls, { startedAtMs: 5, target })).toHaveLength(50);
});
