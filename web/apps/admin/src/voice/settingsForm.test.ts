import { expect, test } from 'vitest';
import { changesOf, type Draft, rebase } from './settingsForm';

const base: Draft = {
  account_sid: '',
  token_endpoint_url: '',
  caller_id: '',
  allowed_regions: ['CA', 'US'],
  voip_plans: ['premium'],
  voicemail_detection: true,
  tickets_per_minute: 10,
  calls_per_day: 200,
  call_length_seconds: 3600,
};

test('only what differs is sent, and the order of a list is no difference', () => {
  expect(changesOf(base, base)).toEqual({});
  expect(changesOf(base, { ...base, allowed_regions: ['US', 'CA'] })).toEqual({});
  expect(changesOf(base, { ...base, calls_per_day: 5, voip_plans: [] })).toEqual({
    calls_per_day: 5,
    voip_plans: [],
  });
});

test('what two people changed in different fields stands', () => {
  const { draft, both } = rebase(base, { ...base, calls_per_day: 5 }, { ...base, caller_id: '+14155550100' });
  expect(both).toEqual([]);
  expect(draft).toEqual({ ...base, calls_per_day: 5, caller_id: '+14155550100' });
});

test('of a field that both changed mine is kept, and named', () => {
  const theirs = { ...base, calls_per_day: 7, tickets_per_minute: 3 };
  const { draft, both } = rebase(base, { ...base, calls_per_day: 5, tickets_per_minute: 3 }, theirs);
  expect(both).toEqual(['calls_per_day']);
  expect(draft).toEqual({ ...base, calls_per_day: 5, tickets_per_minute: 3 });
});
