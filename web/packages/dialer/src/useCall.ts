import type { CallBackend, CallSnapshot } from '@teleperson/call-core';
import { useSyncExternalStore } from 'react';

/** The call as it is now; the component draws itself again with each change. */
export function useCall(backend: CallBackend): CallSnapshot {
  return useSyncExternalStore(backend.subscribe, backend.snapshot);
}
