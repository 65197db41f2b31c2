import { CallFailure } from '@teleperson/call-core';
import { type MicrophoneAnswer, microphonePortName } from '../messages/microphonePort';

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
    const settle = (act: () => void) => {
      onConnect.removeListener(connected);
      signal.removeEventListener('abort', aborted);
      act();
    };
    const aborted = () => settle(() => reject(signal.reason));
    const connected = (port: chrome.runtime.Port) => {
      if (port.name !== microphonePortName) return;
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
