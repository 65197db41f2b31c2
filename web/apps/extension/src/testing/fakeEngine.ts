import type { CallSnapshot, Levels } from '@teleperson/call-core';
import { vi } from 'vitest';
import type { HostedEngine } from '../offscreen/engineHost';

export const target = { numberId: 'n1', company: 'Acme', label: 'Support', display: '+1 212-555-0100' };
export const ringing: CallSnapshot = { phase: 'ringing', target };
export const inCall: Extract<CallSnapshot, { phase: 'in-call' | 'reconnecting' }> = {
  phase: 'in-call',
  target,
  answeredAtMs: 1,
  muted: false,
  quality: { grade: 'good' },
};
export const ended: CallSnapshot = { phase: 'ended', target, reason: 'completed', durationSeconds: 7 };

/** An engine that does what the test says with `show`. */
export function fakeEngine() {
  const listeners = new Set<() => void>();
  const levelListeners = new Set<(levels: Levels) => void>();
  let snapshot: CallSnapshot = { phase: 'idle' };
  const engine = {
    get snapshot() {
      return snapshot;
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    subscribeLevels: (listener: (levels: Levels) => void) => {
      levelListeners.add(listener);
      return () => levelListeners.delete(listener);
    },
    dial: vi.fn(),
    hangup: vi.fn(),
    mute: vi.fn(),
    digits: vi.fn(),
    dismiss: vi.fn(),
    chooseMicrophone: vi.fn(async () => undefined),
    chooseSpeaker: vi.fn(async () => undefined),
    show(next: CallSnapshot) {
      snapshot = next;
      for (const listener of listeners) listener();
    },
    hear(levels: Levels) {
      for (const listener of levelListeners) listener(levels);
    },
  } satisfies HostedEngine & Record<string, unknown>;
  return engine;
}
