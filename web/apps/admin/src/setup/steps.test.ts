import type { Settings, VoiceState } from '@teleperson/api';
import { expect, test } from 'vitest';
import { setUpSteps } from './steps';

const settings = (...codes: Settings['obstacles'][number]['code'][]) =>
  ({ obstacles: codes.map((code) => ({ code })) }) as Settings;

const nothing: VoiceState = {
  server: { public_url: null, voice_url: null, twilio_api_url: '', account_sid: null, keys: [] },
  you: { plan: null, reason: 'plan_without_voip' },
  users: {
    able: 0,
    disabled: 0,
    plan_without_calling: 1,
    without_token: 0,
    plans: [{ plan: null, users: 1, has_calling: false }],
  },
  numbers: { callable: 0, refused: [], regions_not_allowed: [] },
  last_answered_at: null,
};
const able: VoiceState['users'] = {
  able: 1,
  disabled: 0,
  plan_without_calling: 0,
  without_token: 0,
  plans: [{ plan: 'premium', users: 1, has_calling: true }],
};
const openSteps = (...of: Parameters<typeof setUpSteps>) =>
  setUpSteps(...of).flatMap(({ name, done }) => (done ? [] : name));

test('of an empty installation everything is to be done, in this order', () => {
  const empty = settings(
    'configuration_missing',
    'account_sid_missing',
    'caller_id_missing',
    'no_regions',
    'no_plans',
  );
  expect(openSteps(empty, nothing)).toEqual(['server', 'fields', 'plans', 'numbers', 'users', 'call']);
});

test('a field that is wrong is as good as missing', () => {
  expect(openSteps(settings('account_sid_differs'), nothing)).toContain('fields');
  expect(openSteps(settings(), nothing)).toEqual(['numbers', 'users', 'call']);
});

test('the admin needs a plan with calling for the test call, even if other users have one', () => {
  expect(openSteps(settings(), { ...nothing, users: able })).toContain('users');
  const you = { plan: 'premium' };
  expect(openSteps(settings(), { ...nothing, users: able, you })).not.toContain('users');
});

test('once somebody has answered a call, the admin needs no plan of their own', () => {
  const works = {
    ...nothing,
    users: able,
    numbers: { callable: 3, refused: [], regions_not_allowed: [] },
    last_answered_at: '2026-11-03T12:00:00Z',
  };
  expect(openSteps(settings(), works)).toEqual([]);
});
