import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { backoffMs } from './backoff';
import { connectHandset, handsetUrl } from './handsetSocket';

class FakeSocket {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readyState = 0;
  sent: string[] = [];
  closed = false;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor(readonly url: string) {
    FakeSocket.all.push(this);
  }
  open() {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }
  send(text: string) {
    this.sent.push(text);
  }
  close() {
    this.closed = true;
  }
  static get last(): FakeSocket {
    const socket = FakeSocket.all.at(-1);
    if (!socket) throw new Error('no socket was opened');
    return socket;
  }
}

const events = () => ({ onOpen: vi.fn(), onMessage: vi.fn(), onLost: vi.fn() });

beforeEach(() => {
  FakeSocket.all = [];
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('passes on what is of the protocol and nothing else', () => {
  const { onOpen, onMessage, onLost } = events();
  connectHandset('ws://sandbox/handset', { onOpen, onMessage, onLost });
  FakeSocket.last.open();
  FakeSocket.last.onmessage?.({ data: 'nonsense' });
  FakeSocket.last.onmessage?.({ data: '{"type":"ready","payload":{"number":"*"}}' });
  expect(onOpen).toHaveBeenCalledOnce();
  expect(onMessage.mock.calls).toEqual([[{ type: 'ready', number: '*' }]]);
});

it('comes back after ever longer pauses, and fast again once the sandbox was ready', () => {
  const { onLost, ...rest } = events();
  connectHandset('ws://sandbox/handset', { onLost, ...rest });
  for (const pause of [500, 1000, 2000]) {
    const count = FakeSocket.all.length;
    FakeSocket.last.onclose?.();
    vi.advanceTimersByTime(pause - 1);
    expect(FakeSocket.all).toHaveLength(count);
    vi.advanceTimersByTime(1);
    expect(FakeSocket.all).toHaveLength(count + 1);
  }
  expect(onLost).toHaveBeenCalledTimes(3);
  FakeSocket.last.onmessage?.({ data: '{"type":"ready","payload":{"number":"*"}}' });
  FakeSocket.last.onclose?.();
  vi.advanceTimersByTime(500);
  expect(FakeSocket.all).toHaveLength(5);
});

it('stays closed when it was closed', () => {
  const connection = connectHandset('ws://sandbox/handset', events());
  FakeSocket.last.onclose?.();
  connection.close();
  vi.advanceTimersByTime(60_000);
  expect(FakeSocket.all).toHaveLength(1);
});

it('sends only over an open connection', () => {
  const connection = connectHandset('ws://sandbox/handset', events());
  connection.send({ type: 'bye', payload: {} });
  FakeSocket.last.open();
  connection.send({ type: 'hangup', payload: { callsid: 'c' } });
  expect(FakeSocket.last.sent).toEqual(['{"type":"hangup","payload":{"callsid":"c"}}']);
});

it('never waits longer than ten seconds', () => {
  expect(backoffMs(1)).toBe(500);
  expect(backoffMs(50)).toBe(10_000);
});

it.each([
  ['http://127.0.0.1:9080/?voice=tone#x', 'ws://127.0.0.1:9080/handset'],
  ['https://sandbox.example/phones/', 'wss://sandbox.example/phones/handset'],
])('%s talks to %s', (page, socket) => {
  expect(handsetUrl({ href: page })).toBe(socket);
});
