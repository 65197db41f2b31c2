import type { CallSnapshot, DialTarget, EndReason, FailureReason } from '@teleperson/call-core';
import { isRecord, storedValue } from '../storage/storedValue';

/** A call that was made from this browser. Kept on this device only. */
export interface RecentCall {
  /** Epoch milliseconds; tells calls apart. */
  startedAtMs: number;
  target: DialTarget;
  /** How it ended; absent while it lasts, and for good when the browser did not live to see the end. */
  reason?: EndReason | FailureReason;
  durationSeconds?: number;
}

const maxRecentCalls = 50;

/** What there is to remember of a call in this state; undefined before anything was dialled. */
export function toRecentCall(call: CallSnapshot, startedAtMs: number): RecentCall | undefined {
  switch (call.phase) {
    case 'idle':
    case 'requesting-microphone':
      return undefined;
    case 'ended':
    case 'failed': {
      const { target, reason, durationSeconds } = call;
      return { startedAtMs, target, reason, ...(durationSeconds !== undefined && { durationSeconds }) };
    }
    default:
      return { startedAtMs, target: call.target };
  }
}

/** The list with this call in it, newest first. */
export function withCall(calls: readonly RecentCall[], call: RecentCall): RecentCall[] {
  const others = calls.filter(({ startedAtMs }) => startedAtMs !== call.startedAtMs);
  return [call, ...others].sort((a, b) => b.startedAtMs - a.startedAtMs).slice(0, maxRecentCalls);
}

export const recentCallsStore = storedValue<RecentCall[]>('recentCalls', (stored) =>
  Array.isArray(stored) ? stored.filter(isRecentCall) : undefined,
);

/** When the person erased the list, in epoch milliseconds. */
const erasedAtStore = storedValue<number>('recentCallsErasedAtMs', (stored) =>
  typeof stored === 'number' ? stored : undefined,
);

/**
 * Adds or updates one call. Two at the same time, in any two contexts, do not lose each other's. A call that lasted
 * while the list was erased does not come back when it ends.
 */
export function rememberCall(call: RecentCall): Promise<void> {
  return navigator.locks.request('recentCalls', async () => {
    if (call.startedAtMs <= ((await erasedAtStore.load()) ?? 0)) return;
    await recentCallsStore.save(withCall((await recentCallsStore.load()) ?? [], call));
  });
}

export function eraseRecentCalls(): Promise<void> {
  return navigator.locks.request('recentCalls', async () => {
    await erasedAtStore.save(Date.now());
    await recentCallsStore.remove();
  });
}

function isRecentCall(value: unknown): value is RecentCall {
  return (
    isRecord(value) &&
    Number.isFinite(value.startedAtMs) &&
    isRecord(value.target) &&
    [value.target.numberId, value.target.company, value.target.label, value.target.display].every(
      (text) => typeof text === 'string',
    )
  );
}
