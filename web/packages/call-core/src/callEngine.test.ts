import { type Call, GatewayError, UnreachableError } from '@teleperson/api';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CallEngine, type EngineOptions } from './callEngine';
import type { CallPhase } from './callSnapshot';
import { CallFailure } from './failure';
import { callId, fakeGateway } from './testing/fakeGateway';
import { type FakeDevice, fakeSdk } from './testing/fakeVoice';

const target = { numberId: 'n1', company: 'Acme', label: 'Support', display: '+1 212-555-0100' };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

interface Scene extends Partial<EngineOptions> {
  gateway?: ReturnType<typeof fakeGateway>;
  prepare?: (device: FakeDevice) => void;
}

function scene({ gateway = fakeGateway(), prepare, ...options }: Scene = {}) {
  const { sdk, devices } = fakeSdk(prepare);
  const ringback = { start: vi.fn(), stop: vi.fn() };
  const engine = new CallEngine({
    gateway,
    loadSdk: async () => sdk,
    requestMicrophone: async () => undefined,
    ringback,
    ...options,
  });
  const phases: CallPhase[] = [];
  engine.subscribe(() => phases.push(engine.snapshot.phase));
  const device = () => {
    const last = devices.at(-1);
    if (!last) throw new Error('no device was made');
    return last;
  };
  return { engine, gateway, ringback, devices, device, phases };
}

/** Lets everything that waits for nothing but promises happen. */
const settle = () => vi.advanceTimersByTimeAsync(0);

function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<T>((res, rej) => {
    resolve = res;
    reject = rej;
  });
  return { promise, resolve, reject };
}

async function inCall(options?: Scene) {
  const s = scene(options);
  s.engine.dial(target);
  await settle();
  s.device().call.ring();
  s.device().call.answer();
  return s;
}

describe('a call that works', () => {
  test('goes through its phases, and ends with what the gateway says', async () => {
    const { engine, device, phases, ringback, gateway } = scene();
    engine.dial(target);
    await settle();
    const { call } = device();
    call.ring();
    expect(ringback.start).toHaveBeenCalledOnce();
    call.answer();
    expect(ringback.stop).toHaveBeenCalled();
    call.close();
    await settle();
    expect(phases).toEqual(['requesting-microphone', 'connecting', 'ringing', 'in-call', 'ending', 'ended']);
    expect(engine.snapshot).toMatchObject({ reason: 'completed', durationSeconds: 7 });
    expect(gateway.endCall).not.toHaveBeenCalled();
    expect(device().destroy).toHaveBeenCalledOnce();
  });

  test('asks for microphone, token and ticket in this order, and hands over the ticket alone', async () => {
    const order: string[] = [];
    const gateway = fakeGateway();
    const { createAccessToken, createCall } = gateway;
    gateway.createAccessToken = vi.fn(async () => {
      order.push('token');
      return createAccessToken();
    });
    gateway.createCall = vi.fn(async (id) => {
      order.push(`ticket for ${id}`);
      return createCall(id);
    });
    const requestMicrophone = async () => void order.push('microphone');
    const { device } = await inCall({ gateway, requestMicrophone });
    expect(order).toEqual(['microphone', 'token', 'ticket for n1']);
    expect(device().token).toBe('token-1');
    expect(device().connect).toHaveBeenCalledWith({
      params: { ticket: 'tkt_1' },
      rtcConstraints: { audio: true },
    });
  });

  test('every call fetches its own token and has its own device', async () => {
    const { engine, device, devices } = await inCall();
    device().call.close();
    await settle();
    engine.dial(target);
    await settle();
    expect(devices.map(({ token }) => token)).toEqual(['token-1', 'token-2']);
  });

  test('a second dial during a call does nothing', async () => {
    const { engine, gateway, devices } = await inCall();
    engine.dial({ ...target, numberId: 'n2' });
    await settle();
    expect(gateway.createCall).toHaveBeenCalledOnce();
    expect(devices).toHaveLength(1);
  });

  test('early media brings its own ringing tone', async () => {
    const { engine, device, ringback } = scene();
    engine.dial(target);
    await settle();
    device().call.ring(true);
    expect(engine.snapshot.phase).toBe('ringing');
    expect(ringback.start).not.toHaveBeenCalled();
  });

  test('mute, and key tones without anything that is not a key', async () => {
    const { engine, device } = await inCall();
    engine.mute(true);
    expect(engine.snapshot).toMatchObject({ muted: true });
    engine.digits('1 2-#*abc');
    expect(device().call.sendDigits).toHaveBeenCalledExactlyOnceWith('12#*');
  });

  test('levels come at most ten times a second, and fall to zero at the end', async () => {
    const { engine, device } = await inCall();
    const levels = vi.fn();
    engine.subscribeLevels(levels);
    for (let ms = 0; ms < 1000; ms += 50) {
      device().call.emit('volume', 0.5, 0.25);
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(levels.mock.calls.length).toBeGreaterThanOrEqual(9);
    expect(levels.mock.calls.length).toBeLessThanOrEqual(10);
    device().call.close();
    expect(levels).toHaveBeenLastCalledWith({ microphone: 0, remote: 0 });
  });

  test('a choice of microphone counts at once and for the next call', async () => {
    const { engine, device } = await inCall();
    await engine.chooseMicrophone('headset');
    await engine.chooseSpeaker('loud');
    expect(device().audio.setInputDevice).toHaveBeenCalledWith('headset');
    device().call.close();
    await settle();
    engine.dial(target);
    await settle();
    device().call.answer();
    expect(device().connect).toHaveBeenCalledWith({
      params: { ticket: 'tkt_1' },
      rtcConstraints: { audio: { deviceId: { ideal: 'headset' } } },
    });
    expect(device().audio.speakerDevices.set).toHaveBeenCalledWith('loud');
  });
});

describe('hanging up', () => {
  test('in a call', async () => {
    const { engine, device, gateway } = await inCall();
    engine.hangup();
    expect(engine.snapshot.phase).toBe('ending');
    await settle();
    expect(device().call.disconnect).toHaveBeenCalled();
    expect(engine.snapshot).toMatchObject({ phase: 'ended', reason: 'completed' });
    expect(gateway.endCall).not.toHaveBeenCalled();
  });

  test('while the browser asks for the microphone: at once, and nothing is dialled', async () => {
    const { engine, gateway } = scene({ requestMicrophone: () => new Promise(() => undefined) });
    engine.dial(target);
    await settle();
    engine.hangup();
    await settle();
    expect(engine.snapshot).toMatchObject({ phase: 'ended', reason: 'canceled' });
    expect(gateway.createCall).not.toHaveBeenCalled();
  });

  test('while the ticket is on its way: the ticket is voided', async () => {
    const gateway = fakeGateway();
    const ticket = deferred<Awaited<ReturnType<typeof gateway.createCall>>>();
    gateway.createCall.mockReturnValue(ticket.promise);
    const { engine, devices } = scene({ gateway });
    engine.dial(target);
    await settle();
    engine.hangup();
    await settle();
    expect(engine.snapshot).toMatchObject({ phase: 'ended', reason: 'canceled' });
    ticket.resolve({ call_id: callId, ticket: 'tkt_1', expires_at: '' });
    await settle();
    expect(gateway.endCall).toHaveBeenCalledWith(callId);
    expect(devices).toHaveLength(0);
  });

  test('while the device connects: the ticket is voided, and a call that comes late is dropped', async () => {
    const connection = deferred<never>();
    const { engine, gateway, device } = scene({
      prepare: (d) => d.connect.mockReturnValue(connection.promise),
    });
    engine.dial(target);
    await settle();
    engine.hangup();
    connection.resolve(device().call as never);
    await settle();
    expect(engine.snapshot).toMatchObject({ phase: 'ended', reason: 'canceled' });
    expect(gateway.endCall).toHaveBeenCalledWith(callId);
    expect(device().call.disconnect).toHaveBeenCalled();
    expect(device().destroy).toHaveBeenCalled();
  });

  test('while signalling is down: the gateway ends the call, again if the network fails', async () => {
    const { engine, device, gateway } = await inCall();
    gateway.endCall.mockRejectedValueOnce(new UnreachableError('network'));
    device().call.loseSignaling();
    expect(engine.snapshot.phase).toBe('reconnecting');
    engine.hangup();
    await vi.advanceTimersByTimeAsync(1100);
    expect(gateway.endCall).toHaveBeenCalledTimes(2);
    expect(engine.snapshot).toMatchObject({ phase: 'ended', reason: 'completed' });
  });
});

describe('the other side', () => {
  test.each(['busy', 'no_answer', 'declined', 'not_in_service'] as const)('%s', async (reason) => {
    const { engine, device } = scene({ gateway: fakeGateway({ reason, duration_seconds: 0 }) });
    engine.dial(target);
    await settle();
    device().call.ring();
    device().call.close();
    await settle();
    expect(engine.snapshot).toMatchObject({ phase: 'ended', reason });
  });

  test('the policy refuses at the webhook', async () => {
    const { engine, device } = scene({ gateway: fakeGateway({ reason: 'ticket_expired' }) });
    engine.dial(target);
    await settle();
    device().call.close(31002);
    await settle();
    expect(engine.snapshot).toMatchObject({ phase: 'failed', reason: 'ticket_expired' });
  });
});

describe('refusals before the call', () => {
  test.each(['plan_without_voip', 'unauthorized', 'voice_not_configured'] as const)(
    'the token endpoint says %s',
    async (reason) => {
      const gateway = fakeGateway();
      gateway.createAccessToken.mockRejectedValue(new GatewayError(reason, 403, undefined, undefined));
      const { engine } = scene({ gateway });
      engine.dial(target);
      await settle();
      expect(engine.snapshot).toMatchObject({ phase: 'failed', reason });
      expect(gateway.createCall).not.toHaveBeenCalled();
    },
  );

  test('the ticket is refused, with the time to wait', async () => {
    const gateway = fakeGateway();
    gateway.createCall.mockRejectedValue(new GatewayError('rate_limited', 429, undefined, 30));
    const { engine, devices } = scene({ gateway });
    engine.dial(target);
    await settle();
    expect(engine.snapshot).toMatchObject({ phase: 'failed', reason: 'rate_limited', retryAfterSeconds: 30 });
    expect(devices).toHaveLength(0);
  });

  test('the microphone is refused: the gateway is not even asked', async () => {
    const requestMicrophone = () => Promise.reject(new CallFailure('microphone_denied'));
    const { engine, gateway } = scene({ requestMicrophone });
    engine.dial(target);
    await settle();
    expect(engine.snapshot).toMatchObject({ phase: 'failed', reason: 'microphone_denied' });
    expect(gateway.createAccessToken).not.toHaveBeenCalled();
  });

  test.each(['network', 'timeout'] as const)('the gateway does not answer: %s', async (kind) => {
    const gateway = fakeGateway();
    gateway.voiceConfig.mockRejectedValue(new UnreachableError(kind));
    const { engine } = scene({ gateway });
    engine.dial(target);
    await settle();
    const reason = kind === 'network' ? 'gateway_unreachable' : 'gateway_timeout';
    expect(engine.snapshot).toMatchObject({ phase: 'failed', reason });
  });

  test("the SDK's file does not load", async () => {
    const { engine } = scene({ loadSdk: () => Promise.reject(new TypeError('dynamic import')) });
    engine.dial(target);
    await settle();
    expect(engine.snapshot).toMatchObject({ phase: 'failed', reason: 'software_not_loaded' });
  });

  test('a sandbox on another machine is refused before anything is loaded', async () => {
    const gateway = fakeGateway();
    const config = await gateway.voiceConfig();
    gateway.voiceConfig.mockResolvedValue({ ...config, sandbox: { host: 'example.com:443' } });
    const loadSdk = vi.fn();
    const { engine } = scene({ gateway, loadSdk });
    engine.dial(target);
    await settle();
    expect(engine.snapshot).toMatchObject({ phase: 'failed', reason: 'sandbox_refused' });
    expect(loadSdk).not.toHaveBeenCalled();
  });
});

describe('the way to Twilio', () => {
  const never = () => new Promise<never>(() => undefined);

  test('a server that does not answer: given up after ten seconds, ticket voided', async () => {
    const { engine, gateway, device } = scene({ prepare: (d) => d.connect.mockImplementation(never) });
    engine.dial(target);
    await settle();
    device().emit('error', { code: 31000 });
    device().emit('error', { code: 31005 });
    expect(engine.snapshot.phase).toBe('connecting');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(engine.snapshot).toMatchObject({ phase: 'failed', reason: 'signaling_unreachable' });
    expect(gateway.endCall).toHaveBeenCalledWith(callId);
    expect(device().destroy).toHaveBeenCalledOnce();
  });

  test.each([20101, 20104])(
    'a refused token (%i) is renewed once, and the pending connect goes on',
    async (code) => {
      const connection = deferred<never>();
      const { engine, device } = scene({ prepare: (d) => d.connect.mockReturnValue(connection.promise) });
      engine.dial(target);
      await settle();
      device().emit('error', { code });
      await settle();
      expect(device().updateToken).toHaveBeenCalledExactlyOnceWith('token-2');
      connection.resolve(device().call as never);
      await settle();
      device().call.ring();
      expect(engine.snapshot.phase).toBe('ringing');
    },
  );

  test('a token refused twice ends the attempt', async () => {
    const { engine, device, gateway } = scene({ prepare: (d) => d.connect.mockImplementation(never) });
    engine.dial(target);
    await settle();
    device().emit('error', { code: 20104 });
    await settle();
    device().emit('error', { code: 20104 });
    await settle();
    expect(engine.snapshot).toMatchObject({ phase: 'failed', reason: 'access_token_refused' });
    expect(gateway.createAccessToken).toHaveBeenCalledTimes(2);
  });

  test('a server that refuses the token and closes the stream is connected to again', async () => {
    const closed = deferred<never>();
    const { engine, device } = scene({ prepare: (d) => d.connect.mockReturnValueOnce(closed.promise) });
    engine.dial(target);
    await settle();
    device().emit('error', { code: 20104 });
    closed.reject(undefined);
    await settle();
    expect(device().connect).toHaveBeenCalledTimes(2);
    device().call.ring();
    expect(engine.snapshot.phase).toBe('ringing');
  });

  test('renewing the token shows that the plan is gone', async () => {
    const { engine, device, gateway } = scene({ prepare: (d) => d.connect.mockImplementation(never) });
    engine.dial(target);
    await settle();
    gateway.createAccessToken.mockRejectedValue(
      new GatewayError('plan_without_voip', 403, undefined, undefined),
    );
    device().emit('error', { code: 20104 });
    await settle();
    expect(engine.snapshot).toMatchObject({ phase: 'failed', reason: 'plan_without_voip' });
  });

  test('an invite that nobody answers', async () => {
    const { engine, gateway } = scene();
    engine.dial(target);
    await settle();
    await vi.advanceTimersByTimeAsync(35_000);
    expect(engine.snapshot).toMatchObject({ phase: 'failed', reason: 'no_response' });
    expect(gateway.endCall).toHaveBeenCalledWith(callId);
  });
});

describe('trouble during the call', () => {
  test('is one state however often it is reported, and passes', async () => {
    const { engine, device, phases } = await inCall();
    const { call } = device();
    for (let i = 0; i < 3; i++) {
      call.loseSignaling();
      device().emit('error', { code: 31000 });
      device().emit('error', { code: 31005 });
    }
    expect(phases.filter((phase) => phase === 'reconnecting')).toHaveLength(1);
    call.emit('reconnected');
    expect(engine.snapshot.phase).toBe('in-call');
    engine.hangup();
    await settle();
    expect(engine.snapshot).toMatchObject({ phase: 'ended', reason: 'completed' });
  });

  test('media that does not come back', async () => {
    const { engine, device } = await inCall();
    device().call.emit('reconnecting', { code: 53405 });
    device().call.close(53405);
    await settle();
    expect(engine.snapshot).toMatchObject({ phase: 'failed', reason: 'connection_lost', durationSeconds: 7 });
  });

  test('a socket lost while it rings cannot be re-attached: the call is over, also for the callee', async () => {
    const { engine, device, gateway } = scene({ gateway: fakeGateway({ reason: 'canceled' }) });
    engine.dial(target);
    await settle();
    device().call.ring();
    device().call.loseSignaling();
    await settle();
    expect(engine.snapshot).toMatchObject({ phase: 'failed', reason: 'connection_lost' });
    expect(gateway.endCall).toHaveBeenCalledWith(callId);
  });

  test('an error that the call survives is not the reason for its end', async () => {
    const { engine, device } = await inCall();
    device().call.emit('error', { code: 31005 });
    await settle();
    device().call.close();
    await settle();
    expect(engine.snapshot).toMatchObject({ phase: 'ended', reason: 'completed' });
  });

  test('the token is renewed when it lapses, not whenever a stale timer says so', async () => {
    const { device, gateway } = await inCall();
    device().emit('tokenWillExpire');
    await settle();
    expect(gateway.createAccessToken).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(3_570_000);
    device().emit('tokenWillExpire');
    device().emit('tokenWillExpire');
    await settle();
    expect(gateway.createAccessToken).toHaveBeenCalledTimes(2);
    expect(device().updateToken).toHaveBeenCalledExactlyOnceWith('token-2');
  });

  test('a token refused mid-call is renewed, but not in a circle', async () => {
    const { device, gateway, engine } = await inCall();
    await vi.advanceTimersByTimeAsync(20_000);
    device().emit('error', { code: 20104 });
    await settle();
    device().emit('error', { code: 20104 });
    await settle();
    expect(gateway.createAccessToken).toHaveBeenCalledTimes(2);
    expect(engine.snapshot.phase).toBe('in-call');
  });
});

test('no word to a third party: local sounds, no call quality reports, the sandbox instead of Twilio', async () => {
  class PageSocket {}
  vi.stubGlobal('WebSocket', PageSocket);
  const gateway = fakeGateway();
  const config = await gateway.voiceConfig();
  gateway.voiceConfig.mockResolvedValue({ ...config, sandbox: { host: '127.0.0.1:9080' } });
  const socketAtLoad = vi.fn();
  const { sdk, devices } = fakeSdk();
  const engine = new CallEngine({
    gateway,
    publishEvents: true,
    requestMicrophone: async () => undefined,
    loadSdk: async () => {
      socketAtLoad(globalThis.WebSocket);
      return sdk;
    },
  });
  engine.dial(target);
  await settle();
  expect(devices[0]?.options).toMatchObject({ chunderw: '127.0.0.1:9080', publishEvents: false });
  expect(Object.keys(devices[0]?.options.sounds ?? {})).toHaveLength(15);
  expect(socketAtLoad.mock.calls[0]?.[0]).not.toBe(PageSocket);
  vi.unstubAllGlobals();
});

test('a call that is over stays until it is put away', async () => {
  const { engine, device } = await inCall();
  engine.dismiss();
  expect(engine.snapshot.phase).toBe('in-call');
  device().call.close();
  await settle();
  engine.dismiss();
  expect(engine.snapshot.phase).toBe('idle');
});

test('the gateway knows the end late', async () => {
  const gateway = fakeGateway();
  const states: Call['state'][] = ['in_progress', 'in_progress', 'ended'];
  gateway.call.mockImplementation(async () => {
    const state = states.shift() ?? 'ended';
    return { call_id: callId, state, ...(state === 'ended' && { reason: 'completed', duration_seconds: 3 }) };
  });
  const { engine, device } = await inCall({ gateway });
  device().call.close();
  await settle();
  expect(engine.snapshot.phase).toBe('ending');
  await vi.advanceTimersByTimeAsync(1000);
  expect(engine.snapshot).toMatchObject({ phase: 'ended', durationSeconds: 3 });
});
