export type RangeName = '7' | '30' | '90' | 'year' | 'custom';

/** Days are `2026-11-03`, in the reader's time zone, both included; `custom` only. */
export interface Range {
  name: RangeName;
  first: string;
  last: string;
}

export const mostDays = 399;
/** With more days than this, months are shown. */
const mostDaysOneByOne = 92;

export const showsMonths = (days: number): boolean => days > mostDaysOneByOne;

/** The midnights at which the range's days start, and the one at which the last of them ends; undefined: no such range. */
export function midnights({ name, first, last }: Range, today: Date): Date[] | undefined {
  const [year, month, day] = [today.getFullYear(), today.getMonth(), today.getDate()];
  if (name === 'year') return upTo(new Date(year, month - 11, 1), today);
  if (name !== 'custom') return upTo(new Date(year, month, day - Number(name) + 1), today);
  const [from, to] = [toDay(first), toDay(last)];
  return from && to ? upTo(from, to) : undefined;
}

function upTo(first: Date, last: Date): Date[] | undefined {
  const starts: Date[] = [];
  const at = (days: number) => new Date(first.getFullYear(), first.getMonth(), first.getDate() + days);
  for (let days = 0; at(days) <= last; days += 1) {
    if (days === mostDays) return undefined;
    starts.push(at(days));
  }
  return starts.length > 0 ? [...starts, at(starts.length)] : undefined;
}

function toDay(text: string): Date | undefined {
  const [year, month, day] = text.split('-').map(Number);
  // Before this, midnights were not at full quarters of an hour everywhere.
  return year && month && day && year >= 1980 ? new Date(year, month - 1, day) : undefined;
}
