import { type Call, GatewayError, UnreachableError } from '@teleperson/api';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type LocalEnd, resultOf, waitForEnd } from './callResult';
import { callId } from './testing/fakeGateway';

const call = (reason?: Call['reason'], duration_seconds?: number): Call => ({
  call_id: callId,
  state: 'ended',
  reason,
  duration_seconds,
});
const nothing: LocalEnd = { hungUp: false, slept: false, talkedSeconds: undefined, errorCode: undefined };

test.each<[string, Call | undefined, Partial<LocalEnd>, object]>([
  [
    'a finished call',
    call('completed', 12),
    { talkedSeconds: 13 },
    { type: 'ended', reason: 'completed', durationSeconds: 12 },
  ],
  ['busy', call('busy'), {}, { type: 'ended', reason: 'busy', durationSeconds: 0 }],
  ['no answer', call('no_answer'), {}, { type: 'ended', reason: 'no_answer' }],
  ['declined', call('declined'), {}, { type: 'ended', reason: 'declined' }],
  ['not in service', call('not_in_service'), {}, { type: 'ended', reason: 'not_in_service' }],
  ['canceled by the person', call('canceled'), { hungUp: true }, { type: 'ended', reason: 'canceled' }],
  [
    'canceled because the line broke',
    call('canceled'),
    { errorCode: 53001 },
    { type: 'failed', reason: 'connection_lost' },
  ],
  [
    'a line that broke mid-call',
    call('completed', 9),
    { talkedSeconds: 9, errorCode: 53405 },
    { type: 'failed', reason: 'connection_lost', durationSeconds: 9 },
  ],
  [
    'a hang-up during trouble is a hang-up',
    call('completed', 9),
    { hungUp: true, talkedSeconds: 9, errorCode: 53405 },
    { type: 'ended', reason: 'completed' },
  ],
  [
    'a line that broke while the computer slept',
    call('completed', 9),
    { slept: true, talkedSeconds: 9, errorCode: 53001 },
    { type: 'failed', reason: 'computer_slept', durationSeconds: 9 },
  ],
  [
    'a sleep that the call survived',
    call('completed', 9),
    { slept: true, talkedSeconds: 9 },
    { type: 'ended', reason: 'completed' },
  ],
  [
    "the policy's refusal at the webhook",
    call('plan_without_voip'),
    {},
    { type: 'failed', reason: 'plan_without_voip' },
  ],
  ['a ticket that came too late', call('ticket_expired'), {}, { type: 'failed', reason: 'ticket_expired' }],
  ["the carrier's failure", call('failed'), {}, { type: 'failed', reason: 'call_failed' }],
  [
    'microphone refused by the SDK',
    call('ticket_unused'),
    { errorCode: 31401 },
    { type: 'failed', reason: 'microphone_denied' },
  ],
  [
    'microphone that does not open',
    undefined,
    { errorCode: 31402 },
    { type: 'failed', reason: 'microphone_unavailable' },
  ],
  [
    'no word from the gateway, busy by code',
    undefined,
    { errorCode: 31486 },
    { type: 'ended', reason: 'busy' },
  ],
  [
    'no word from the gateway, declined by code',
    undefined,
    { errorCode: 31603 },
    { type: 'ended', reason: 'declined' },
  ],
  [
    'no word from the gateway after a talk',
    undefined,
    { talkedSeconds: 4.6 },
    { type: 'ended', reason: 'completed', durationSeconds: 5 },
  ],
  [
    'no word from the gateway, hung up while ringing',
    undefined,
    { hungUp: true },
    { type: 'ended', reason: 'canceled' },
  ],
  ['no word from anyone', undefined, {}, { type: 'failed', reason: 'unknown' }],
  ['an error of an unknown kind', undefined, { errorCode: 31999 }, { type: 'failed', reason: 'call_failed' }],
  [
    'an error that has words of its own',
    undefined,
    { errorCode: 31206 },
    { type: 'failed', reason: 'twilio_rate_limited', code: 31206 },
  ],
  [
    'Twilio declined and never asked the gateway',
    call('ticket_unused'),
    { errorCode: 31002 },
    { type: 'failed', reason: 'call_refused', code: 31002 },
  ],
  ['a ticket that nobody brought', call('ticket_unused'), {}, { type: 'failed', reason: 'ticket_unused' }],
])('%s', (_, known, local, result) => {
  expect(resultOf(known, { ...nothing, ...local })).toMatchObject(result);
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([
  ['the policy', call('ticket_expired'), { errorCode: 31002 }],
  ['a sleep', call('completed', 9), { slept: true, talkedSeconds: 9, errorCode: 53001 }],
  ['a microphone', undefined, { errorCode: 31401 }],
])("%s is the reason, not Twilio's code", (_, known, local) => {
  expect(resultOf(known, { ...nothing, ...local })).not.toHaveProperty('code');
});

test('asks again until the gateway knows the end', async () => {
  const answers: Call['state'][] = ['ringing', 'in_progress', 'ended'];
  const gateway = {
    call: vi.fn(async () => ({ call_id: callId, state: answers.shift() ?? ('ended' as const) })),
  };
  const end = waitForEnd(gateway, callId);
  await vi.runAllTimersAsync();
  await expect(end).resolves.toMatchObject({ state: 'ended' });
  expect(gateway.call).toHaveBeenCalledTimes(3);
});

test('gives up after three seconds', async () => {
  const gateway = { call: vi.fn(async () => ({ call_id: callId, state: 'in_progress' as const })) };
  const started = Date.now();
  const end = waitForEnd(gateway, callId);
  await vi.runAllTimersAsync();
  await expect(end).resolves.toBeUndefined();
  expect(Date.now() - started).toBeLessThan(4000);
});

test('a network that fails for a moment does not hide the reason, a refusal does', async () => {
  const call = vi.fn(async (): Promise<Call> => ({ call_id: callId, state: 'ended', reason: 'busy' }));
  call.mockRejectedValueOnce(new UnreachableError('network'));
  call.mockRejectedValueOnce(new GatewayError('unavailable', 503, undefined, undefined));
  const end = waitForEnd({ call }, callId);
  await vi.runAllTimersAsync();
  await expect(end).resolves.toMatchObject({ reason: 'busy' });

  const refused = vi.fn().mockRejectedValue(new GatewayError('unauthorized', 401, undefined, undefined));
  await expect(waitForEnd({ call: refused }, callId)).resolves.toBeUndefined();
  expect(refused).toHaveBeenCalledOnce();
});

test('a vague reason is asked for once more: the callback that sharpens it may still be on its way', async () => {
  const reasons: Call['reason'][] = ['busy', 'declined'];
  const gateway = {
    call: vi.fn(async (): Promise<Call> => ({ call_id: callId, state: 'ended', reason: reasons.shift() })),
  };
  const end = waitForEnd(gateway, callId);
  await vi.runAllTimersAsync();
  await expect(end).resolves.toMatchObject({ reason: 'declined' });
  expect(gateway.call).toHaveBeenCalledTimes(2);
});

test('a reason that cannot become sharper is not asked for again', async () => {
  const gateway = { call: vi.fn(async () => call('no_answer')) };
  const end = waitForEnd(gateway, callId);
  await vi.runAllTimersAsync();
  await expect(end).resolves.toMatchObject({ reason: 'no_answer' });
  expect(gateway.call).toHaveBeenCalledOnce();
});
