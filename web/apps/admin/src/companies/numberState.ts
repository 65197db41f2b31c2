import type { AdminNumber } from '@teleperson/api';

export type NumberState = 'verified' | 'lapsing' | 'lapsed' | 'unverified';

const lapsesSoonMs = 30 * 24 * 3_600_000;

type Verification = Pick<AdminNumber, 'verified_at' | 'verified_until'>;

/** What can be said of a number's verification; the gateway has the last word. */
export function stateOf({ verified_at, verified_until }: Verification, now: number): NumberState {
  if (!verified_at) return 'unverified';
  if (!verified_until) return 'verified';
  const left = Date.parse(verified_until) - now;
  if (left <= 0) return 'lapsed';
  return left < lapsesSoonMs ? 'lapsing' : 'verified';
}

export const colorOf: Record<NumberState, string> = {
  verified: 'call',
  lapsing: 'caution',
  lapsed: 'danger',
  unverified: 'gray',
};

/** How many numbers are in which state, what asks for attention first. */
export function countStates(numbers: Verification[], now: number): [NumberState, number][] {
  const order: NumberState[] = ['lapsed', 'lapsing', 'unverified', 'verified'];
  return order
    .map((state): [NumberState, number] => [
      state,
      numbers.filter((number) => stateOf(number, now) === state).length,
    ])
    .filter(([, count]) => count > 0);
}

/** The day, in the reader's time zone, so many months from now: `2027-05-25`. */
export function dayInMonths(months: number, now: Date): string {
  const day = new Date(now.getFullYear(), now.getMonth() + months, 1);
  const lastOfMonth = new Date(day.getFullYear(), day.getMonth() + 1, 0).getDate();
  day.setDate(Math.min(now.getDate(), lastOfMonth));
  return day.toLocaleDateString('sv-SE');
}

/** The last second of a day in the reader's time zone, as RFC 3339; undefined when it is no day, or a past one. */
export function endOfDay(day: string, now: number): string | undefined {
  const end = new Date(`${day}T23:59:59`);
  return Number.isNaN(end.getTime()) || end.getTime() <= now ? undefined : end.toISOString();
}
