import type { ChosenDevices } from '@teleperson/call-core';
import { isRecord, storedValue } from './storedValue';

/** Microphone and speaker, by the ids that the browser gives this extension. */
export const chosenDevicesStore = storedValue<ChosenDevices>('devices', (stored) => {
  if (!isRecord(stored)) return undefined;
  const { microphone, speaker } = stored;
  return {
    ...(typeof microphone === 'string' && { microphone }),
    ...(typeof speaker === 'string' && { speaker }),
  };
});
