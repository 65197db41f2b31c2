import type { CallStatisticsInterval } from '@teleperson/api';
import { expect, test } from 'vitest';
import { answerRate, byHour, callsOf, periods, refusals, total } from './statistics';

function day(date: Date, fields: Partial<CallStatisticsInterval> = {}): CallStatisticsInterval {
  return {
    starts_at: date.toISOString(),
    answered: 0,
    voicemail: 0,
    failed: 0,
    seconds: 0,
    calls_by_hour: [],
    refusals: [],
    ...fields,
  };
}

const days = [
  day(new Date(2026, 9, 31), { answered: 2, failed: 1, seconds: 90, calls_by_hour: [0, 3] }),
  day(new Date(2026, 10, 1), { answered: 1, voicemail: 1, seconds: 36, calls_by_hour: [1, 1] }),
  day(new Date(2026, 10, 2)),
];

test('days stand alone or make up months, with the same sums', () => {
  expect(periods(days, false).map((period) => callsOf(period))).toEqual([3, 2, 0]);
  const months = periods(days, true);
  expect(months.map(({ start }) => start)).toEqual([new Date(2026, 9, 1), new Date(2026, 10, 1)].map(Number));
  expect(months.map((month) => callsOf(month))).toEqual([3, 2]);
  expect(total(days)).toEqual({ answered: 3, voicemail: 1, failed: 1, minutes: 2.1 });
});

test('without calls there is no answer rate', () => {
  expect(periods(days, false).map((period) => period.answerRate)).toEqual([66.7, 50, null]);
  expect(answerRate({ answered: 0, voicemail: 0, failed: 4 })).toBe(0);
});

test('hours are those of the reader’s clock', () => {
  const hours = byHour(days);
  expect(hours).toHaveLength(24);
  expect(hours.slice(0, 3)).toEqual([1, 4, 0]);
});

test('refusals are added up, the most frequent first', () => {
  const told = [
    day(new Date(2026, 9, 31), { refusals: [{ reason: 'b', count: 1 }] }),
    day(new Date(2026, 10, 1), {
      refusals: [
        { reason: 'a', count: 2 },
        { reason: 'b', count: 4 },
        { reason: 'c', count: 2 },
      ],
    }),
  ];
  expect(refusals(told)).toEqual([
    { reason: 'b', count: 5 },
    { reason: 'a', count: 2 },
    { reason: 'c', count: 2 },
  ]);
});
