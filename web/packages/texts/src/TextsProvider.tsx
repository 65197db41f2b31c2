import { createContext, type ReactNode, useContext } from 'react';
import type { Texts } from './texts';

const Context = createContext<Texts | undefined>(undefined);

export function TextsProvider({ texts, children }: { texts: Texts; children: ReactNode }) {
  return <Context value={texts}>{children}</Context>;
}

/** The words of the page, by key: `t('extension.name')`. */
export function useTexts(): Texts {
  const texts = useContext(Context);
  if (!texts) throw new Error('useTexts() needs a TextsProvider above it.');
  return texts;
}
