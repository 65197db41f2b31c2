import type { AuditSearch } from '@teleperson/api';

/** As they stand in the fields; days are `2026-11-03`, in the reader's time zone. */
export interface Filters {
  action: string;
  actorId: string | null;
  targetId: string | null;
  from: string;
  until: string;
}

export const noFilters: Filters = { action: '', actorId: null, targetId: null, from: '', until: '' };

export const isFiltered = (filters: Filters): boolean =>
  JSON.stringify(filters) !== JSON.stringify(noFilters);

/** `until` is a day that is still asked for: the search ends with the next one's start. */
export const toSearch = ({ action, actorId, targetId, from, until }: Filters): AuditSearch => ({
  action: action || null,
  actor_user_id: actorId,
  target_user_id: targetId,
  from: startOfDay(from, 0),
  until: startOfDay(until, 1),
});

function startOfDay(day: string, daysLater: number): string | null {
  const [year, month, date] = day.split('-').map(Number);
  if (!year || !month || !date) return null;
  return new Date(year, month - 1, date + daysLater).toISOString();
}
