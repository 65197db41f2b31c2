import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EngineHost } from '../offscreen/engineHost';
import { ended, fakeEngine, inCall, ringing, target } from '../testing/fakeEngine';
import { fakePorts } from '../testing/fakePorts';
import { OffscreenBackend } from './offscreenBackend';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const account = { gatewayUrl: 'https://voice.example.com', token: `tle_${'a'.repeat(32)}` };
const settle = () => vi.advanceTimersByTimeAsync(0);

/** A panel and the host it talks to; `crash` takes the host away, and the next connection finds a new one. */
async function scene() {
  const engines: ReturnType<typeof fakeEngine>[] = [];
  let ports = fakePorts();
  const startHost = () =>
    new EngineHost({
      createEngine: () => {
        const engine = fakeEngine();
        engines.push(engine);
        return engine;
      },
      onCall: () => undefined,
      onIdle: () => undefined,
    });
  let host = startHost();
  const connect = vi.fn(async () => {
    ports = fakePorts();
    const { engine } = ports;
    queueMicrotask(() => host.attach(engine)); // As in Chrome: after the panel has had time to listen.
    return ports.panel;
  });
  const devices = { load: vi.fn(async () => ({ microphone: 'm1' })), save: vi.fn(async () => undefined) };
  const loadAccount = vi.fn(async (): Promise<typeof account | undefined> => account);
  const backend = new OffscreenBackend({
    account: loadAccount,
    devices,
    connect,
    openMicrophonePage: vi.fn(),
  });
  await settle();
  const crash = () => {
    host = startHost();
    ports.closeEngine();
  };
  const engine = () => {
    const last = engines.at(-1);
    if (!last) throw new Error('no engine was made');
    return last;
  };
  return { backend, engine, engines, crash, connect, devices, loadAccount };
}

test('a click becomes a call, with the account and the devices of that moment', async () => {
  const { backend, engine } = await scene();
  backend.dial(target);
  await settle();
  expect(engine().dial).toHaveBeenCalledWith(target);
  expect(engine().chooseMicrophone).toHaveBeenCalledWith('m1');
  const phases: string[] = [];
  backend.subscribe(() => phases.push(backend.snapshot().phase));
  engine().show(ringing);
  engine().show(inCall);
  backend.mute(true);
  backend.digits('1#');
  backend.hangup();
  await settle();
  expect(engine().mute).toHaveBeenCalledWith(true);
  expect(engine().digits).toHaveBeenCalledWith('1#');
  expect(engine().hangup).toHaveBeenCalledOnce();
  engine().show(ended);
  backend.dismiss();
  await settle();
  expect(engine().dismiss).toHaveBeenCalledOnce();
  expect(phases).toEqual(['ringing', 'in-call', 'ended']);
});

test('an account that is gone makes no call, and says so', async () => {
  const { backend, engines, loadAccount } = await scene();
  loadAccount.mockResolvedValue(undefined);
  backend.dial(target);
  await settle();
  expect(engines).toHaveLength(0);
  expect(backend.snapshot()).toMatchObject({ phase: 'failed', reason: 'unauthorized' });
});

test('an engine that crashes mid-call is told as what it is, and the next call has a new one', async () => {
  const { backend, engine, crash, connect } = await scene();
  backend.dial(target);
  await settle();
  engine().show(inCall);
  crash();
  expect(backend.snapshot()).toMatchObject({ phase: 'failed', reason: 'engine_stopped', target });
  await vi.advanceTimersByTimeAsync(1000);
  expect(connect).toHaveBeenCalledTimes(2);
  expect(backend.snapshot()).toMatchObject({ phase: 'failed', reason: 'engine_stopped' });
  backend.dial(target);
  await settle();
  engine().show(ringing);
  expect(backend.snapshot()).toEqual(ringing);
});

test('a crash between calls is nobody’s business; one that was shown can be put away', async () => {
  const { backend, engine, crash } = await scene();
  crash();
  await vi.advanceTimersByTimeAsync(1000);
  expect(backend.snapshot().phase).toBe('idle');
  backend.dial(target);
  await settle();
  engine().show(inCall);
  crash();
  backend.dismiss();
  expect(backend.snapshot().phase).toBe('idle');
});

test('a device that opens is remembered, one that does not is not', async () => {
  const { backend, engine, devices } = await scene();
  backend.dial(target);
  await settle();
  await backend.devices.chooseSpeaker('s1');
  expect(devices.save).toHaveBeenCalledExactlyOnceWith({ microphone: 'm1', speaker: 's1' });
  engine().chooseMicrophone.mockRejectedValueOnce(new Error('busy'));
  await expect(backend.devices.chooseMicrophone('m2')).rejects.toThrow();
  expect(devices.save).toHaveBeenCalledOnce();
});

test('a choice that a crash interrupts has failed', async () => {
  const { backend, engine, crash, devices } = await scene();
  backend.dial(target);
  await settle();
  engine().chooseMicrophone.mockReturnValueOnce(new Promise(() => undefined));
  const choice = expect(backend.devices.chooseMicrophone('m2')).rejects.toThrow();
  await settle();
  crash();
  await choice;
  expect(devices.save).not.toHaveBeenCalled();
});

test('loudness is sent while somebody listens', async () => {
  const { backend, engine } = await scene();
  backend.dial(target);
  await settle();
  const levels = vi.fn();
  const stop = backend.subscribeLevels(levels);
  await settle();
  engine().hear({ microphone: 0.1, remote: 0.2 });
  stop();
  await settle();
  engine().hear({ microphone: 0.3, remote: 0.4 });
  expect(levels).toHaveBeenCalledExactlyOnceWith({ microphone: 0.1, remote: 0.2 });
});
