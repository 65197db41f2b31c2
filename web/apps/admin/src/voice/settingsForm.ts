import type { Settings, SettingsChange } from '@teleperson/api';

/** The settings as they are edited. */
export type Draft = Required<SettingsChange>;
export type Field = keyof Draft;

export const fields = [
  'account_sid',
  'token_endpoint_url',
  'caller_id',
  'allowed_regions',
  'voip_plans',
  'voicemail_detection',
  'tickets_per_minute',
  'calls_per_day',
  'call_length_seconds',
] as const satisfies Field[];

export function toDraft(settings: Settings): Draft {
  const { updated_at: _, obstacles: __, ...draft } = settings;
  return draft;
}

/** Lists are compared as sets: their order means nothing. */
const same = (a: Draft[Field], b: Draft[Field]): boolean =>
  Array.isArray(a) && Array.isArray(b)
    ? JSON.stringify([...a].sort()) === JSON.stringify([...b].sort())
    : a === b;

/** The fields in which the draft differs, with their new values. */
export function changesOf(saved: Draft, draft: Draft): SettingsChange {
  return Object.fromEntries(
    fields.filter((field) => !same(saved[field], draft[field])).map((field) => [field, draft[field]]),
  );
}

/**
 * Somebody else has saved `theirs` since the draft was begun from `base`: what only I changed, and what only they changed,
 * stands; `both` are the fields that both of us changed to different values, for which the draft keeps mine.
 */
export function rebase(base: Draft, draft: Draft, theirs: Draft): { draft: Draft; both: Field[] } {
  const mine = changesOf(base, draft);
  const changedByThem = changesOf(base, theirs);
  const both = fields.filter(
    (field) => field in mine && field in changedByThem && !same(draft[field], theirs[field]),
  );
  return { draft: { ...theirs, ...mine }, both };
}
