import { expect, test, vi } from 'vitest';
import { askForMicrophone } from './askForMicrophone';

/** The microphone page as the engine's document sees it. */
function scene() {
  const connected = new Set<(port: chrome.runtime.Port) => void>();
  const onConnect = {
    addListener: (listener: (port: chrome.runtime.Port) => void) => void connected.add(listener),
    removeListener: (listener: (port: chrome.runtime.Port) => void) => void connected.delete(listener),
  };
  const controller = new AbortController();
  const openPage = vi.fn();
  const asked = askForMicrophone({ openPage, onConnect, signal: controller.signal });
  asked.catch(() => undefined);
  const page = (name = 'microphone') => {
    const answers = new Set<(message: unknown) => void>();
    const closes = new Set<() => void>();
    const port = {
      name,
      postMessage: vi.fn(),
      disconnect: vi.fn(),
      onMessage: { addListener: (listener: (message: unknown) => void) => void answers.add(listener) },
      onDisconnect: { addListener: (listener: () => void) => void closes.add(listener) },
    } as unknown as chrome.runtime.Port;
    for (const listener of connected) listener(port);
    return {
      port,
      say: (state: string) => {
        for (const listener of answers) listener({ state });
      },
      close: () => {
        for (const listener of closes) listener();
      },
    };
  };
  return { asked, openPage, page, hangUp: () => controller.abort(), listening: () => connected.size };
}

test('the page says yes: the call goes on, and the page knows', async () => {
  const { asked, openPage, page, listening } = scene();
  expect(openPage).toHaveBeenCalledOnce();
  const { port, say } = page();
  expect(port.postMessage).toHaveBeenCalledExactlyOnceWith({ type: 'call-waits' });
  expect(port.disconnect).not.toHaveBeenCalled();
  say('granted');
  await expect(asked).resolves.toBeUndefined();
  expect(port.disconnect).toHaveBeenCalledOnce();
  expect(listening()).toBe(0);
});

test('the page says no', async () => {
  const { asked, page } = scene();
  page().say('denied');
  await expect(asked).rejects.toMatchObject({ reason: 'microphone_denied' });
});

test('the page is closed without an answer', async () => {
  const { asked, page } = scene();
  page().close();
  await expect(asked).rejects.toMatchObject({ reason: 'microphone_dismissed' });
});

test('a page that was allowed and then closes has still been allowed', async () => {
  const { asked, page } = scene();
  const { say, close } = page();
  say('granted');
  close();
  await expect(asked).resolves.toBeUndefined();
});

test('a hang-up ends the asking, and the page knows', async () => {
  const { asked, page, hangUp, listening } = scene();
  const { port } = page();
  hangUp();
  await expect(asked).rejects.toThrow();
  expect(port.disconnect).toHaveBeenCalledOnce();
  expect(listening()).toBe(0);
});

test('other ports are none of its business', async () => {
  const { page, listening } = scene();
  const { port, close } = page('engine');
  close();
  expect(port.postMessage).not.toHaveBeenCalled();
  expect(listening()).toBe(1);
});
