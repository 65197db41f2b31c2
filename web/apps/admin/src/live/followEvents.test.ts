import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followEvents } from './followEvents';

class FakeEventSource {
  static readonly CLOSED = 2;
  static made: FakeEventSource[] = [];
  static get last(): FakeEventSource {
    return FakeEventSource.made.at(-1) as FakeEventSource;
  }
  readyState = 0;
  onopen?: () => void;
  onerror?: () => void;
  private readonly listeners = new Map<string, (event: { data: string }) => void>();

  constructor(readonly url: string) {
    FakeEventSource.made.push(this);
  }
  addEventListener(name: string, listener: (event: { data: string }) => void) {
    this.listeners.set(name, listener);
  }
  close() {
    this.readyState = FakeEventSource.CLOSED;
  }
  open() {
    this.readyState = 1;
    this.onopen?.();
  }
  send(name: string, data: unknown) {
    this.listeners.get(name)?.({ data: JSON.stringify(data) });
  }
  fail(readyState: number) {
    this.readyState = readyState;
    this.onerror?.();
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  FakeEventSource.made = [];
  vi.stubGlobal('EventSource', FakeEventSource);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function follow() {
  const handlers = { onEvent: vi.fn(), onConnection: vi.fn(), onRefused: vi.fn() };
  return { ...handlers, stop: followEvents('/events', handlers) };
}

test('events arrive by name, parsed', () => {
  const { onEvent, onConnection } = follow();
  expect(FakeEventSource.last.url).toBe('/events');
  FakeEventSource.last.open();
  FakeEventSource.last.send('calls_logged', { last_id: 7 });
  expect(onEvent).toHaveBeenCalledExactlyOnceWith('calls_logged', { last_id: 7 });
  expect(onConnection.mock.calls).toEqual([['connecting'], ['open']]);
});

test('after a broken line the browser comes back by itself', () => {
  const { onConnection, onRefused } = follow();
  FakeEventSource.last.open();
  FakeEventSource.last.fail(0);
  expect(onConnection).toHaveBeenLastCalledWith('reconnecting');
  vi.runAllTimers();
  expect(FakeEventSource.made).toHaveLength(1);
  expect(onRefused).not.toHaveBeenCalled();
});

test('after a refusal it is tried again, ever more slowly, and quickly again after a success', () => {
  const { onRefused } = follow();
  for (const delay of [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]) {
    const { length } = FakeEventSource.made;
    FakeEventSource.last.fail(FakeEventSource.CLOSED);
    vi.advanceTimersByTime(delay - 1);
    expect(FakeEventSource.made).toHaveLength(length);
    vi.advanceTimersByTime(1);
    expect(FakeEventSource.made).toHaveLength(length + 1);
  }
  expect(onRefused).toHaveBeenCalledTimes(7);
  FakeEventSource.last.open();
  FakeEventSource.last.fail(FakeEventSource.CLOSED);
  vi.advanceTimersByTime(1000);
  expect(FakeEventSource.made).toHaveLength(9);
});

test('once stopped it is silent', () => {
  const { stop } = follow();
  FakeEventSource.last.fail(FakeEventSource.CLOSED);
  stop();
  vi.runAllTimers();
  expect(FakeEventSource.made).toHaveLength(1);
  expect(FakeEventSource.last.readyState).toBe(FakeEventSource.CLOSED);
});
