import { createContext, type ReactNode, useContext } from 'react';
import type { Formats } from './formats';
import type { Texts, Words } from './texts';

const Context = createContext<Texts | undefined>(undefined);

export function TextsProvider({ texts, children }: { texts: Texts; children: ReactNode }) {
  return <Context value={texts}>{children}</Context>;
}

function useContextTexts(): Texts {
  const texts = useContext(Context);
  if (!texts) throw new Error('There is no TextsProvider above this component.');
  return texts;
}

/** The words of the page, by key: `t('dialer.dock.hangUp')`. */
export const useTexts = (): Words => useContextTexts().t;

/** Dates and names of regions in the language of the page. */
export const useFormats = (): Formats => useContextTexts().formats;
