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
      onMessage: { addListener: (listener: (message: unknown) => void) => void answers.add(listener) },
      onDisconnect: { addListener: (listener: () => void) => void closes.add(listener) },
    } as unknown as chrome.runtime.Port;
    for (const listener of connected) listener(port);
    return {
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

test('the page says yes: the call goes on', async () => {
  const { asked, openPage, page, listening } = scene();
  expect(openPage).toHaveBeenCalledOnce();
  page().say('granted');
  await expect(asked).resolves.toBeUndefined();
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

test('a hang-up ends the asking', async () => {
  const { asked, hangUp, listening } = scene();
  hangUp();
  await expect(asked).rejects.toThrow();
  expect(listening()).toBe(0);
});

test('other ports are none of its business', async () => {
  const { page, listening } = scene();
  page('engine').close();
  expect(listening()).toBe(1);
});
