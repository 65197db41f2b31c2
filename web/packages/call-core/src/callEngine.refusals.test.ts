import { GatewayError, UnreachableError } from '@teleperson/api';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CallEngine } from './callEngine';
import { CallFailure } from './failure';
import { fakeGateway } from './testing/fakeGateway';
import { fakeSdk } from './testing/fakeVoice';
import { scene, settle, target } from './testing/scene';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
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
