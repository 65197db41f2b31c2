import type { CallStatisticsInterval } from '@teleperson/api';

export const statisticsKey = ['call-statistics'];

export interface Sums {
  answered: number;
  voicemail: number;
  failed: number;
  minutes: number;
}

/** What a day or a month came to. */
export interface Period extends Sums {
  /** Its first moment, in milliseconds since 1970. */
  start: number;
  /** Of 100; null: there were no calls. */
  answerRate: number | null;
}

export interface Refusals {
  reason: string;
  count: number;
}

export const callsOf = ({ answered, voicemail, failed }: Omit<Sums, 'minutes'>) =>
  answered + voicemail + failed;

export const answerRate = (sums: Omit<Sums, 'minutes'>): number | null =>
  callsOf(sums) === 0 ? null : Math.round((1000 * sums.answered) / callsOf(sums)) / 10;

export function total(intervals: readonly CallStatisticsInterval[]): Sums {
  const sum = (of: (interval: CallStatisticsInterval) => number) =>
    intervals.reduce((before, interval) => before + of(interval), 0);
  return {
    answered: sum(({ answered }) => answered),
    voicemail: sum(({ voicemail }) => voicemail),
    failed: sum(({ failed }) => failed),
    minutes: Math.round(sum(({ seconds }) => seconds) / 6) / 10,
  };
}

/** Days as they are, or put together to the months of the reader's calendar. */
export function periods(days: readonly CallStatisticsInterval[], byMonth: boolean): Period[] {
  const groups = new Map<number, CallStatisticsInterval[]>();
  for (const day of days) {
    const date = new Date(day.starts_at);
    const start = byMonth ? new Date(date.getFullYear(), date.getMonth(), 1) : date;
    groups.set(start.getTime(), [...(groups.get(start.getTime()) ?? []), day]);
  }
  return [...groups].map(([start, group]) => {
    const sums = total(group);
    return { start, ...sums, answerRate: answerRate(sums) };
  });
}

/** Calls in each of the 24 hours of the reader's clock. An hour that a day has twice counts as one. */
export function byHour(days: readonly CallStatisticsInterval[]): number[] {
  const hours = Array.from({ length: 24 }, () => 0);
  for (const { starts_at, calls_by_hour } of days) {
    const start = Date.parse(starts_at);
    calls_by_hour.forEach((calls, index) => {
      const hour = new Date(start + index * 3_600_000).getHours();
      hours[hour] = (hours[hour] ?? 0) + calls;
    });
  }
  return hours;
}

/** The most frequent first. */
export function refusals(days: readonly CallStatisticsInterval[]): Refusals[] {
  const counts = new Map<string, number>();
  for (const day of days)
    for (const { reason, count } of day.refusals) counts.set(reason, (counts.get(reason) ?? 0) + count);
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count || a.reason.localeCompare(b.reason));
}
