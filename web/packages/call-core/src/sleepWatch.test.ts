import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SleepWatch } from './sleepWatch';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Time passes and no timer runs. */
const sleep = (ms: number) => vi.setSystemTime(Date.now() + ms);

test('a computer that stays awake has not slept, however long the call', () => {
  const watch = new SleepWatch();
  vi.advanceTimersByTime(3_600_000);
  expect(watch.stop()).toBe(false);
});

test('a sleep is noticed by the first timer after it, and by the news of a lost call', () => {
  const watch = new SleepWatch();
  sleep(120_000);
  vi.advanceTimersByTime(10_000);
  expect(watch.stop()).toBe(true);
  const other = new SleepWatch();
  sleep(120_000);
  expect(other.stop()).toBe(true);
});

test('a call that went on long after a sleep did not end because of it', () => {
  const watch = new SleepWatch();
  sleep(20_000);
  vi.advanceTimersByTime(90_000);
  expect(watch.stop()).toBe(false);
});

test('a slow timer of a hidden page is no sleep, and a clock that is set back does no harm', () => {
  const watch = new SleepWatch();
  sleep(8_000);
  vi.advanceTimersByTime(1_000);
  sleep(-3_600_000);
  vi.advanceTimersByTime(1_000);
  expect(watch.stop()).toBe(false);
});

test('no timer is left behind', () => {
  const watch = new SleepWatch();
  watch.stop();
  expect(vi.getTimerCount()).toBe(0);
});
