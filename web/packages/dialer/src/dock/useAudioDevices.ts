import type { AudioDevices, CallBackend } from '@teleperson/call-core';
import { useCallback, useEffect, useState } from 'react';

/** The devices there are, kept current while they come and go; and a way to ask again. */
export function useAudioDevices(devices: CallBackend['devices']): [AudioDevices | undefined, () => void] {
  const [available, setAvailable] = useState<AudioDevices>();
  const reload = useCallback(() => {
    devices.list().then(setAvailable, () => setAvailable(undefined));
  }, [devices]);
  useEffect(() => {
    reload();
    return devices.watch(reload);
  }, [devices, reload]);
  return [available, reload];
}
