import type { AuditRecord } from '@teleperson/api';
import { expect, test } from 'vitest';
import { describeAction, describeActor, describeDetails, describeTarget } from './describe';

const nobody = { kind: 'none', id: null, name: null, detail: null } as const;
const record = (action: string, metadata: object, more: Partial<AuditRecord> = {}): AuditRecord => ({
  id: 1,
  created_at: '2026-11-03T12:00:00.000Z',
  actor: nobody,
  target: nobody,
  action,
  metadata: metadata as AuditRecord['metadata'],
  ...more,
});

test('actions are said in words; one that is new is shown as it is', () => {
  expect(describeAction('user.plan_changed')).toBe('Changed the plan');
  expect(describeAction('user.painted')).toBe('user.painted');
});

test('who did it, by name', () => {
  const by = (actor: AuditRecord['actor'], action = 'user.added') =>
    describeActor(record(action, {}, { actor }));
  expect(by(nobody)).toBe('Command line');
  expect(by(nobody, 'call.denied')).toBe('The gateway');
  expect(by({ kind: 'user', id: 'u-1', name: 'Ada', detail: 'ada@mail.example' })).toBe('Ada');
  expect(by({ kind: 'user', id: 'u-1', name: null, detail: 'ada@mail.example' })).toBe('ada@mail.example');
  expect(by({ kind: 'user', id: 'u-1', name: null, detail: null })).toBe('A user without a name');
  expect(by({ kind: 'removed_user', id: 'u-1', name: null, detail: null })).toBe('A removed user');
});

test('what it was done to, never by an id', () => {
  expect(describeTarget(nobody)).toBeUndefined();
  for (const kind of ['user', 'removed_user', 'company', 'number', 'other'] as const)
    expect(describeTarget({ kind, id: 'num_1', name: null, detail: null })).not.toContain('num_1');
  expect(describeTarget({ kind: 'number', id: 'num_1', name: 'Example Air', detail: 'Support' })).toBe(
    'Example Air',
  );
});

test('a change is told from what to what', () => {
  expect(describeDetails(record('user.plan_changed', { from: null, to: 'pro' }))).toEqual([
    { label: 'Plan', from: 'none', to: 'pro' },
  ]);
  expect(describeDetails(record('user.role_changed', { from: 'user', to: 'admin' }))).toEqual([
    { label: 'Role', from: 'user', to: 'admin' },
  ]);
});

test('an edit tells each field that changed', () => {
  const changes = { from: { name: 'A', industry: null }, to: { name: 'B', industry: 'Airlines' } };
  expect(describeDetails(record('company.edited', changes))).toEqual([
    { label: 'Name', from: 'A', to: 'B' },
    { label: 'Industry', from: 'none', to: 'Airlines' },
  ]);
  expect(describeDetails(record('number.relabelled', { to_number_hash: 'aa', from: 'A', to: 'B' }))).toEqual([
    { label: 'Label', from: 'A', to: 'B' },
  ]);
  expect(describeDetails(record('number.added', { to_number_hash: 'aa', company_id: 'co_1' }))).toEqual([]);
});

test('of the settings only what changed is told, the caller ID without its hash', () => {
  const before = {
    calls_per_day: 9,
    allowed_regions: ['US'],
    voicemail_detection: true,
    caller_id_hash: 'aa',
  };
  const after = {
    calls_per_day: 9,
    allowed_regions: ['US', 'CA'],
    voicemail_detection: false,
    caller_id_hash: 'bb',
  };
  expect(describeDetails(record('settings.changed', { ...after, before }))).toEqual([
    { label: 'Allowed regions', from: 'US', to: 'US, CA' },
    { label: 'Detect voicemail', from: 'on', to: 'off' },
    { label: 'Default caller ID', to: 'changed' },
  ]);
  const { caller_id_hash: _, ...without } = before;
  expect(describeDetails(record('settings.changed', { ...without, before }))).toEqual([
    { label: 'Default caller ID', to: 'none' },
  ]);
});

test('other details are listed, but for hashes and what is empty', () => {
  expect(describeDetails(record('token.issued', { token_hash: 'aa', name: '<b>' }))).toEqual([
    { label: 'Name', to: '<b>' },
  ]);
  expect(describeDetails(record('token.issued', { token_hash: 'aa', name: null }))).toEqual([]);
  expect(describeDetails(record('company.imported', { added: 2, updated: 0 }))).toEqual([
    { label: 'Added', to: '2' },
    { label: 'Updated', to: '0' },
  ]);
  expect(describeDetails(record('call.denied', { reason: 'rate_limited', to_number_hash: 'aa' }))).toEqual([
    { label: 'Reason', to: 'too many calls in a minute' },
  ]);
  expect(describeDetails(record('thing.painted', { with_colour: { red: 1 } }))).toEqual([
    { label: 'with colour', to: '{"red":1}' },
  ]);
});
