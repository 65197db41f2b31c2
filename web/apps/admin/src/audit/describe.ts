import type { AuditParty, AuditRecord } from '@teleperson/api';
import { actions, changed, denialReasons, fields, words } from './texts';

/** A line of a record's details: a value, or what it was before. */
export interface Detail {
  label: string;
  from?: string;
  to: string;
}

/** What the gateway notes of itself, with no admin behind it. */
const ownActions = ['call.denied', 'admin.sign_in_failed'];

export const describeAction = (action: string): string => actions[action] ?? action;

export function describeActor({ actor, action }: AuditRecord): string {
  if (actor.kind === 'none') return ownActions.includes(action) ? words.gateway : words.commandLine;
  return actor.kind === 'removed_user' ? words.removedUser : (actor.name ?? actor.detail ?? words.user);
}

/** Undefined: the action is about nobody and nothing in particular. */
export function describeTarget({ kind, name, detail }: AuditParty): string | undefined {
  switch (kind) {
    case 'none':
      return undefined;
    case 'removed_user':
      return words.unknownUser;
    case 'user':
      return name ?? detail ?? words.user;
    case 'company':
    case 'number':
      return name ?? words.gone;
    case 'other':
      return words.gone;
  }
}

/** Hashes tell a person nothing: they are left out, but for the caller ID's, of which it is said that it changed. */
const isHash = (name: string) => name.endsWith('_hash');
const isForPeople = (name: string) => !isHash(name) && !name.endsWith('_id');

/** What changed, from what to what. */
export function describeDetails({ action, metadata }: AuditRecord): Detail[] {
  const after = metadata as Record<string, unknown>;
  if (isRecord(after.from) && isRecord(after.to)) return differences(after.from, after.to);
  if ('from' in after && 'to' in after)
    return [{ label: fieldOf(action), from: format(after.from), to: format(after.to) }];
  if (action === 'call.denied') {
    const reason = String(after.reason);
    return [{ label: label('reason'), to: denialReasons[reason] ?? reason }];
  }
  const { before, ...now } = after;
  if (isRecord(before)) return differences(before, now);
  return Object.entries(now)
    .filter(([name, value]) => isForPeople(name) && value !== null)
    .map(([name, value]) => ({ label: label(name), to: format(value) }));
}

function differences(before: Record<string, unknown>, now: Record<string, unknown>): Detail[] {
  return Object.keys({ ...before, ...now })
    .map((name) => ({ name, from: format(before[name]), to: format(now[name]) }))
    .filter(({ from, to }) => from !== to)
    .map(({ name, from, to }) =>
      isHash(name)
        ? { label: label(name), to: name in now ? changed : words.none }
        : { label: label(name), from, to },
    );
}

/** `user.plan_changed` is about the plan. */
function fieldOf(action: string): string {
  const name =
    action
      .split('.')
      .at(-1)
      ?.replace(/_changed$/, '') ?? action;
  return label(name);
}

const label = (name: string): string => fields[name] ?? name.replaceAll('_', ' ');

function format(value: unknown): string {
  if (value === null || value === undefined || value === '') return words.none;
  if (typeof value === 'boolean') return value ? words.on : words.off;
  if (Array.isArray(value)) return value.length > 0 ? value.map(format).join(', ') : words.none;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
