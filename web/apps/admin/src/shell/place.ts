import { useSyncExternalStore } from 'react';

/** The tabs that there are, by their names in the address, in the order in which they stand. */
export const tabs = ['voice', 'companies', 'users', 'calls', 'audit'] as const;
export type Tab = (typeof tabs)[number];

/** Where one is: a tab, and maybe a part of it. It stands behind the address's `#`, so that it can be linked to. */
export interface Place {
  tab: Tab;
  part?: string;
}

export function parsePlace(hash: string): Place {
  const [name, part] = hash.replace(/^#/, '').split('/');
  const tab = tabs.find((known) => known === name);
  if (!tab) return { tab: 'voice' };
  return part ? { tab, part } : { tab };
}

/** `voice`, or `voice/try`. */
export function openPlace(place: string): void {
  if (location.hash === `#${place}`) dispatchEvent(new HashChangeEvent('hashchange'));
  else location.hash = place;
}

export function onPlace(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

export function usePlace(): Place {
  const hash = useSyncExternalStore(onPlace, () => location.hash);
  return parsePlace(hash);
}
