import { expect, test } from 'vitest';
import { problemsOf } from './problems';
import type { Draft } from './settingsForm';

const sid = `AC${'0'.repeat(32)}`;
const good: Draft = {
  account_sid: sid,
  token_endpoint_url: 'https://voice.example.com/v1/voice/token',
  caller_id: '+12125550100',
  allowed_regions: ['US'],
  voip_plans: ['premium'],
  voicemail_detection: true,
  tickets_per_minute: 10,
  calls_per_day: 200,
  call_length_seconds: 3600,
};

test('what is right, or empty, is not marked', () => {
  expect(problemsOf(good)).toEqual({});
  const empty = {
    account_sid: '',
    token_endpoint_url: '',
    caller_id: '',
    allowed_regions: [],
    voip_plans: [],
  };
  expect(problemsOf({ ...good, ...empty })).toEqual({});
  expect(problemsOf({ ...good, token_endpoint_url: 'http://127.0.0.1:8080/v1/voice/token' })).toEqual({});
});

test.each<Partial<Draft>>([
  { account_sid: 'AC12' },
  { account_sid: sid.toUpperCase().replace('0', 'F') },
  { token_endpoint_url: 'http://voice.example.com' },
  { token_endpoint_url: 'https://voice.example.com/' },
  { token_endpoint_url: 'https://name@voice.example.com' },
  { token_endpoint_url: 'voice' },
  { caller_id: '2125550100' },
  { caller_id: '+1212' },
  { caller_id: '+12125550100 ' },
  { voip_plans: ['Premium'] },
  { tickets_per_minute: 0 },
  { calls_per_day: 100_001 },
  { calls_per_day: 1.5 },
  { call_length_seconds: Number.NaN },
])('%j is marked', (change) => {
  expect(Object.keys(problemsOf({ ...good, ...change }))).toEqual(Object.keys(change));
});
