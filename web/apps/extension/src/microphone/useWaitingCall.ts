import { useEffect, useRef, useState } from 'react';
import { type MicrophoneAnswer, microphonePortName } from '../messages/microphonePort';
import type { MicrophoneState } from './useMicrophone';

/** `goes-on`: the engine has heard that the microphone is allowed. */
export type WaitingCall = 'none' | 'waits' | 'goes-on';

/** The call that waits for the microphone, if one does. It is told the person's answer. */
export function useWaitingCall(state: MicrophoneState): WaitingCall {
  const [call, setCall] = useState<WaitingCall>('none');
  const port = useRef<chrome.runtime.Port>(undefined);
  const answer = useRef<MicrophoneAnswer['state']>(undefined);
  // The port stands while the page does, so that the engine knows when it was closed without an answer.
  useEffect(() => {
    const opened = chrome.runtime.connect({ name: microphonePortName });
    opened.onMessage.addListener(() => setCall('waits'));
    opened.onDisconnect.addListener(() => {
      port.current = undefined;
      setCall((before) => (before === 'waits' && answer.current === 'granted' ? 'goes-on' : 'none'));
    });
    port.current = opened;
    return () => opened.disconnect();
  }, []);
  useEffect(() => {
    if (state !== 'granted' && state !== 'denied') return;
    answer.current = state;
    port.current?.postMessage({ state } satisfies MicrophoneAnswer);
  }, [state]);
  return call;
}
