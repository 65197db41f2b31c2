import { type CallFailure, requestMicrophone } from '@teleperson/call-core';
import { useCallback, useEffect, useState } from 'react';

export type MicrophoneState = 'unknown' | 'prompt' | 'asking' | 'granted' | 'denied' | 'missing';

/** Whether the microphone may be used, kept current when the person changes it in the browser; and the way to ask. */
export function useMicrophone(): [MicrophoneState, () => Promise<void>] {
  const [state, setState] = useState<MicrophoneState>('unknown');
  useEffect(() => {
    let status: PermissionStatus | undefined;
    let gone = false;
    void navigator.permissions.query({ name: 'microphone' }).then((found) => {
      if (gone) return;
      status = found;
      status.onchange = () => setState(found.state);
      setState((before) => (before === 'unknown' ? found.state : before));
    });
    return () => {
      gone = true;
      if (status) status.onchange = null;
    };
  }, []);
  const ask = useCallback(async () => {
    setState('asking');
    try {
      await requestMicrophone();
      setState('granted');
    } catch (error) {
      setState((error as CallFailure).reason === 'microphone_denied' ? 'denied' : 'missing');
    }
  }, []);
  return [state, ask];
}
