import type { CallSearch } from '@teleperson/api';

/** As they stand in the fields; days are `2026-11-03`, in the reader's time zone. */
export interface Filters {
  outcome: string;
  from: string;
  until: string;
  userId: string;
}

export const noFilters: Filters = { outcome: '', from: '', until: '', userId: '' };

/** `until` is a day that is still asked for: the search ends with the next one's start. */
export function toSearch({ outcome, from, until, userId }: Filters): CallSearch {
  return {
    outcome: outcome || null,
    user_id: userId.trim() || null,
    from: startOfDay(from, 0),
    until: startOfDay(until, 1),
  };
}

function startOfDay(day: string, daysLater: number): string | null {
  const [year, month, date] = day.split('-').map(Number);
  if (!year || !month || !date) return null;
  return new Date(year, month - 1, date + daysLater).toISOString();
}
