import { beforeEach, expect, test, vi } from 'vitest';

class RecordingSocket {
  static opened: string[] = [];
  constructor(url: string | URL) {
    RecordingSocket.opened.push(String(url));
  }
}

let sandbox: typeof import('./sandboxSocket');

beforeEach(async () => {
  vi.resetModules();
  vi.stubGlobal('WebSocket', RecordingSocket);
  RecordingSocket.opened = [];
  sandbox = await import('./sandboxSocket');
});

const opened = (url: string | URL) => {
  new WebSocket(url);
  return RecordingSocket.opened.at(-1);
};

test.each(['127.0.0.1:9080', 'localhost:9080', '[::1]:9080'])(
  'the sandbox at %s is reached without TLS',
  (host) => {
    sandbox.installSandboxSocket(host);
    expect(opened(`wss://${host}/signal`)).toBe(`ws://${host}/signal`);
    expect(opened(new URL(`wss://${host}/signal`))).toBe(`ws://${host}/signal`);
  },
);

test.each([
  'wss://voice-js.roaming.twilio.com/signal',
  'wss://127.0.0.1:9081/signal',
  'wss://127.0.0.1/signal',
  'wss://127.0.0.1:9080.example.com/signal',
  'wss://127.0.0.1:9080@example.com/signal',
  'wss://example.com/?127.0.0.1:9080',
  'wss://localhost:9080/signal',
  'https://127.0.0.1:9080/signal',
  'ws://127.0.0.1:9080/signal',
  '/relative',
])('never rewrites other hosts: %s', (url) => {
  sandbox.installSandboxSocket('127.0.0.1:9080');
  expect(opened(url)).toBe(url);
});

test.each([
  'voice-js.roaming.twilio.com',
  'example.com:9080',
  '10.0.0.1:9080',
  '0.0.0.0:9080',
  '127.0.0.1.example.com',
  'localhost.example.com:9080',
  '127.0.0.1:9080@example.com',
  '127.0.0.1:9080/path',
  '127.0.0.1:9080\n.example.com',
  ' 127.0.0.1',
  '',
])('refuses a sandbox that is not on this machine: %j', (host) => {
  const before = globalThis.WebSocket;
  expect(() => sandbox.installSandboxSocket(host)).toThrow(RangeError);
  expect(globalThis.WebSocket).toBe(before);
});

test('a second host is added, the class is replaced once', () => {
  sandbox.installSandboxSocket('127.0.0.1:9080');
  const replaced = globalThis.WebSocket;
  sandbox.installSandboxSocket('localhost:9090');
  expect(globalThis.WebSocket).toBe(replaced);
  expect(opened('wss://127.0.0.1:9080/signal')).toBe('ws://127.0.0.1:9080/signal');
  expect(opened('wss://localhost:9090/signal')).toBe('ws://localhost:9090/signal');
});
