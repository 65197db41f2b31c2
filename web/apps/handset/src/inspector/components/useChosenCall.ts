import { useSyncExternalStore } from 'react';

/** The id of the call that the address names after `#`; empty: none. Links choose, and the browser's Back goes back. */
export function useChosenCall(): string {
  return useSyncExternalStore(subscribe, () => window.location.hash.slice(1));
}

function subscribe(listener: () => void) {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
