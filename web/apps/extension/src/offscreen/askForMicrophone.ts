import { CallFailure } from '@teleperson/call-core';
import {
  type MicrophoneAnswer,
  type MicrophoneQuestion,
  microphonePortName,
} from '../messages/microphonePort';

interface Asking {
  /** Shows the page that asks. */
  openPage: () => void;
  onConnect: Pick<typeof chrome.runtime.onConnect, 'addListener' | 'removeListener'>;
  signal: AbortSignal;
}

/**
 * An offscreen document can show no prompt. A tab of the extension asks in its place; its answer holds for the whole
 * extension, and is remembered by the browser. Rejects with `CallFailure`, or the signal's reason.
 */
export function askForMicrophone({ openPage, onConnect, signal }: Asking): Promise<void> {
  return new Promise((resolve, reject) => {
    let page: chrome.runtime.Port | undefined;
    const settle = (act: () => void) => {
      page?.disconnect();
      onConnect.removeListener(connected);
      signal.removeEventListener('abort', aborted);
      act();
    };
    const aborted = () => settle(() => reject(signal.reason));
    const connected = (port: chrome.runtime.Port) => {
      if (port.name !== microphonePortName) return;
      page = port;
      port.postMessage({ type: 'call-waits' } satisfies MicrophoneQuestion);
      port.onMessage.addListener(({ state }: MicrophoneAnswer) =>
        settle(state === 'granted' ? resolve : () => reject(new CallFailure('microphone_denied'))),
      );
      port.onDisconnect.addListener(() => settle(() => reject(new CallFailure('microphone_dismissed'))));
    };
    if (signal.aborted) return aborted();
    signal.addEventListener('abort', aborted);
    onConnect.addListener(connected);
    openPage();
  });
}
