import { useEffect, useState } from 'react';
import type { StoredValue } from './storedValue';

/** A stored value that follows its changes. `loaded` is false until the first read is back. */
export function useStored<T>(stored: StoredValue<T>): { loaded: boolean; value: T | undefined } {
  const [state, setState] = useState<{ loaded: boolean; value: T | undefined }>({
    loaded: false,
    value: undefined,
  });
  useEffect(() => {
    let changed = false;
    const stop = stored.watch((value) => {
      changed = true;
      setState({ loaded: true, value });
    });
    void stored.load().then((value) => {
      if (!changed) setState({ loaded: true, value });
    });
    return stop;
  }, [stored]);
  return state;
}
