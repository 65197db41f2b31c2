import { useCallback, useEffect, useState } from 'react';
import { takeTokenFromAddress, tokenStore } from './tokenStore';

export type SignedOutReason = 'refused' | 'malformed-link';

export interface TokenState {
  token: string | undefined;
  /** Why there is none, when that needs saying. */
  reason?: SignedOutReason;
}

/** The token of this tab: from a link, from an earlier visit, or from the form. */
export function useToken() {
  const [state, setState] = useState<TokenState>(initialState);

  const signIn = useCallback((token: string) => {
    tokenStore.save(token);
    setState({ token });
  }, []);
  const signOut = useCallback((reason?: SignedOutReason) => {
    tokenStore.forget();
    setState({ token: undefined, reason });
  }, []);

  // A link pasted into a tab that already shows the page changes only the fragment.
  useEffect(() => {
    const onHashChange = () => {
      const token = takeTokenFromAddress();
      if (token) signIn(token);
      else if (token === null) signOut('malformed-link');
    };
    addEventListener('hashchange', onHashChange);
    return () => removeEventListener('hashchange', onHashChange);
  }, [signIn, signOut]);

  return { ...state, signIn, signOut };
}

function initialState(): TokenState {
  const token = takeTokenFromAddress();
  if (token === null) return { token: undefined, reason: 'malformed-link' };
  if (token) tokenStore.save(token);
  return { token: token ?? tokenStore.load() };
}
