import { afterEach, expect, test, vi } from 'vitest';
import { requestMicrophone } from './microphone';

afterEach(() => vi.unstubAllGlobals());

function browser(getUserMedia: () => Promise<unknown>, isSecureContext = true) {
  vi.stubGlobal('isSecureContext', isSecureContext);
  vi.stubGlobal('RTCPeerConnection', class {});
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
}

test('the microphone is opened and let go', async () => {
  const track = { stop: vi.fn() };
  browser(async () => ({ getTracks: () => [track] }));
  await requestMicrophone();
  expect(track.stop).toHaveBeenCalledOnce();
});

test.each([
  ['NotAllowedError', 'microphone_denied'],
  ['SecurityError', 'microphone_denied'],
  ['NotFoundError', 'microphone_missing'],
  ['OverconstrainedError', 'microphone_missing'],
  ['NotReadableError', 'microphone_unavailable'],
  ['AbortError', 'microphone_unavailable'],
])('%s: %s', async (name, reason) => {
  browser(() => Promise.reject(new DOMException('no', name)));
  await expect(requestMicrophone()).rejects.toMatchObject({ reason });
});

test('an insecure page and an old browser are told apart from a refusal', async () => {
  browser(async () => undefined, false);
  await expect(requestMicrophone()).rejects.toMatchObject({ reason: 'insecure_page' });
  browser(async () => undefined);
  vi.stubGlobal('navigator', {});
  await expect(requestMicrophone()).rejects.toMatchObject({ reason: 'browser_unsupported' });
});
