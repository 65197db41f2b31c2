import { beforeEach, expect, test, vi } from 'vitest';
import { ended, inCall, target } from '../testing/fakeEngine';
import { eraseRecentCalls, recentCallsStore, rememberCall, toRecentCall } from './recentCalls';

const remember = async (call: typeof inCall | typeof ended, startedAtMs: number) => {
  const recent = toRecentCall(call, startedAtMs);
  if (recent) await rememberCall(recent);
};

beforeEach(() => {
  const stored: Record<string, unknown> = {};
  const local = {
    get: async (key: string) => ({ [key]: stored[key] }),
    set: async (values: object) => void Object.assign(stored, values),
    remove: async (key: string) => void delete stored[key],
  };
  vi.stubGlobal('chrome', { storage: { local } });
  vi.stubGlobal('navigator', { locks: { request: (_: string, act: () => Promise<void>) => act() } });
  vi.useFakeTimers({ now: 1000 });
});

test('a call that lasts while the list is erased does not come back when it ends; the next one is remembered', async () => {
  await remember(ended, 500);
  await remember(inCall, 900);
  expect(await recentCallsStore.load()).toHaveLength(2);
  await eraseRecentCalls();
  await remember(ended, 900);
  expect(await recentCallsStore.load()).toBeUndefined();
  await remember(inCall, 1001);
  expect(await recentCallsStore.load()).toEqual([{ startedAtMs: 1001, target }]);
});
