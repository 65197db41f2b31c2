import { expect, test } from 'vitest';
import { countStates, dayInMonths, endOfDay, stateOf } from './numberState';

const now = Date.parse('2026-11-25T12:00:00Z');
const verified = (verified_until: string | null) => ({ verified_at: '2026-01-01T00:00:00Z', verified_until });

test('a verification lapses at its moment, and soon within thirty days of it', () => {
  expect(stateOf({ verified_at: null, verified_until: null }, now)).toBe('unverified');
  expect(stateOf(verified(null), now)).toBe('verified');
  expect(stateOf(verified('2026-11-25T12:00:00Z'), now)).toBe('lapsed');
  expect(stateOf(verified('2026-11-25T12:00:01Z'), now)).toBe('lapsing');
  expect(stateOf(verified('2026-12-25T11:59:59Z'), now)).toBe('lapsing');
  expect(stateOf(verified('2026-12-25T12:00:00Z'), now)).toBe('verified');
});

test('what asks for attention comes first', () => {
  const all = [verified(null), verified('2026-11-01T00:00:00Z'), { verified_at: null, verified_until: null }];
  expect(countStates(all, now)).toEqual([
    ['lapsed', 1],
    ['unverified', 1],
    ['verified', 1],
  ]);
});

test('months end where the shorter month ends', () => {
  expect(dayInMonths(6, new Date(2026, 7, 31))).toBe('2027-02-28');
  expect(dayInMonths(12, new Date(2026, 10, 25))).toBe('2027-11-25');
});

test('a day counts as a whole, and only if it is still to end', () => {
  expect(Date.parse(endOfDay('2026-11-30', now) ?? '')).toBe(new Date(2026, 10, 30, 23, 59, 59).getTime());
  expect(endOfDay('2026-11-20', now)).toBeUndefined();
  expect(endOfDay('', now)).toBeUndefined();
});
