import { vi } from 'vitest';
import { CallEngine, type EngineOptions } from '../callEngine';
import type { CallPhase } from '../callSnapshot';
import { fakeGateway } from './fakeGateway';
import { type FakeDevice, fakeSdk } from './fakeVoice';

export const target = { numberId: 'n1', company: 'Acme', label: 'Support', display: '+1 212-555-0100' };

interface Scene extends Partial<EngineOptions> {
  gateway?: ReturnType<typeof fakeGateway>;
  prepare?: (device: FakeDevice) => void;
}

export function scene({ gateway = fakeGateway(), prepare, ...options }: Scene = {}) {
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
export const settle = () => vi.advanceTimersByTimeAsync(0);

export function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<T>((res, rej) => {
    resolve = res;
    reject = rej;
  });
  return { promise, resolve, reject };
}

export async function inCall(options?: Scene) {
  const s = scene(options);
  s.engine.dial(target);
  await settle();
  s.device().call.ring();
  s.device().call.answer();
  return s;
}
