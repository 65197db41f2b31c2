import type { TestStep } from '@teleperson/api';
import type { CallSnapshot, DialTarget, EndReason, FailureReason } from '@teleperson/call-core';
import { expect, test } from 'vitest';
import { type BrowserNotes, isComplete, tellStory, whereItStopped } from './story';

const target: DialTarget = { numberId: 'num_1', company: 'Example Air', label: 'Support', display: '+1 415' };
const at = '2026-11-03T12:00:00.000Z';
const step = (name: TestStep['step'], more: Partial<TestStep> = {}): TestStep => ({
  step: name,
  at,
  passed: true,
  ...more,
});
const begun = [step('access_token'), step('ticket')];
const dialled = [
  ...begun,
  step('webhook'),
  step('redemption'),
  step('twiml', { detail: 'dial' }),
  step('dialled'),
];
const microphone: BrowserNotes = { startedAtMs: 0, microphoneAtMs: 1 };
const over = { ...microphone, overAtMs: 9 };
const through = { ...over, ringingAtMs: 2, answeredAtMs: 3, soundAtMs: 4 };
const ended = (reason: EndReason): CallSnapshot => ({ phase: 'ended', target, reason, durationSeconds: 0 });
const failed = (reason: FailureReason): CallSnapshot => ({ phase: 'failed', target, reason });

const stand = (...of: Parameters<typeof tellStory>) =>
  tellStory(...of)
    .filter(({ state }) => state !== 'done')
    .map(({ name, state, reason }) => `${name} ${state}${reason ? ` ${reason}` : ''}`);

test('while it runs, the first step that has not happened is the one that is waited for', () => {
  const notes = { startedAtMs: 0 };
  expect(stand({ phase: 'requesting-microphone', target }, notes, [])).toEqual(['microphone waiting']);
  const connecting: CallSnapshot = { phase: 'connecting', target };
  expect(stand(connecting, microphone, [])).toEqual(['access_token waiting']);
  expect(stand(connecting, microphone, begun)).toEqual(['connected waiting']);
  expect(stand(connecting, microphone, dialled)).toEqual(['answered waiting']);
});

test('a call that went through has no step that is missing', () => {
  const steps = [
    ...dialled,
    step('ringing'),
    step('answered'),
    step('ended', { reason: 'completed' }),
    step('logged'),
  ];
  const lines = tellStory(ended('completed'), through, steps);
  expect(whereItStopped(lines)).toBeUndefined();
  expect(lines.map(({ name }) => name)).toEqual([
    'microphone',
    'access_token',
    'ticket',
    'connected',
    'webhook',
    'redemption',
    'twiml',
    'dialled',
    'ringing',
    'heard_ringing',
    'answered',
    'talking',
    'sound',
    'ended',
    'over',
    'logged',
  ]);
});

test.each<[string, CallSnapshot, BrowserNotes, TestStep[], string]>([
  [
    'no microphone',
    failed('microphone_denied'),
    { startedAtMs: 0 },
    [],
    'microphone failed microphone_denied',
  ],
  ['the server away', failed('gateway_unreachable'), over, [], 'access_token failed gateway_unreachable'],
  [
    'a plan without calling',
    failed('plan_without_voip'),
    over,
    [step('access_token', { passed: false, reason: 'plan_without_voip' })],
    'access_token failed plan_without_voip',
  ],
  [
    'a region that is not allowed',
    failed('region_not_allowed'),
    over,
    [step('access_token'), step('ticket', { passed: false, reason: 'region_not_allowed' })],
    'ticket failed region_not_allowed',
  ],
  ['no signalling', failed('signaling_unreachable'), over, begun, 'connected failed signaling_unreachable'],
  ['a Voice URL that leads elsewhere', failed('call_refused'), over, begun, 'webhook failed call_refused'],
  [
    'a signature that does not match',
    failed('call_failed'),
    over,
    [
      ...begun,
      step('webhook_refused', { passed: false, reason: 'invalid_signature', detail: 'voice' }),
      step('webhook_refused', { passed: false, reason: 'bad_request', detail: 'status' }),
    ],
    'webhook_refused failed invalid_signature',
  ],
  [
    'a refusal at the webhook',
    failed('number_not_verified'),
    over,
    [...begun, step('webhook'), step('redemption', { passed: false, reason: 'number_not_verified' })],
    'redemption failed number_not_verified',
  ],
  [
    'a busy callee',
    ended('busy'),
    over,
    [...dialled, step('ended', { passed: false, reason: 'busy' })],
    'ended failed busy',
  ],
  [
    'sound that does not arrive',
    ended('completed'),
    { ...over, answeredAtMs: 3 },
    [...dialled, step('answered'), step('ended', { reason: 'completed' })],
    'sound failed no_sound',
  ],
])('%s: it says where it stopped', (_, snapshot, notes, steps, line) => {
  expect(stand(snapshot, notes, steps)).toEqual([line]);
});

test('whoever hangs up before the answer has not found a fault', () => {
  expect(stand(ended('canceled'), over, begun)).toEqual([]);
  const rang = [...dialled, step('ringing'), step('ended', { passed: false, reason: 'canceled' })];
  expect(stand(ended('canceled'), over, rang)).toEqual([]);
});

test('the server is asked until the row is written, or the call refused', () => {
  expect(isComplete(dialled)).toBe(false);
  expect(isComplete([...dialled, step('ended', { passed: false, reason: 'busy' })])).toBe(false);
  expect(isComplete([...dialled, step('logged')])).toBe(true);
  expect(isComplete([step('access_token', { passed: false })])).toBe(true);
  expect(isComplete([...begun, step('webhook_refused', { passed: false })])).toBe(false);
});
