import { expect, test } from 'vitest';
import { midnights, type Range, type RangeName, showsMonths } from './range';

const today = new Date(2026, 10, 25, 14, 30);
const named = (name: RangeName): Range => ({ name, first: '', last: '' });
const custom = (first: string, last: string): Range => ({ name: 'custom', first, last });

test('the last days end with today, whole', () => {
  const week = midnights(named('7'), today);
  expect(week).toHaveLength(8);
  expect(week?.[0]).toEqual(new Date(2026, 10, 19));
  expect(week?.at(-1)).toEqual(new Date(2026, 10, 26));
});

test('twelve months start with a first of the month', () => {
  const year = midnights(named('year'), today) ?? [];
  expect(year[0]).toEqual(new Date(2025, 11, 1));
  expect(year.length).toBeLessThanOrEqual(400);
  expect(showsMonths(year.length - 1)).toBe(true);
  expect(showsMonths(90)).toBe(false);
});

test('every start is a midnight, also where a day has 23 or 25 hours', () => {
  for (const start of midnights(named('year'), today) ?? []) expect(start.getHours()).toBe(0);
});

test('days of one’s own, both included', () => {
  expect(midnights(custom('2026-02-01', '2026-02-01'), today)).toEqual([
    new Date(2026, 1, 1),
    new Date(2026, 1, 2),
  ]);
  expect(midnights(custom('2025-01-01', '2026-02-03'), today)).toHaveLength(400);
});

test.each([
  ['', ''],
  ['2026-02-01', ''],
  ['2026-02-02', '2026-02-01'],
  ['2025-01-01', '2026-02-04'],
  ['0001-01-01', '0001-01-02'],
])('from %o to %o is no range', (first, last) => {
  expect(midnights(custom(first, last), today)).toBeUndefined();
});
