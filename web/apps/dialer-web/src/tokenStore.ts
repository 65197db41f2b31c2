import { isExtensionToken } from '@teleperson/api';

const storageKey = 'teleperson-voice.token';

/** Where the extension token lives: this tab only, until it is closed. */
export const tokenStore = {
  load(): string | undefined {
    const token = sessionStorage.getItem(storageKey);
    return token && isExtensionToken(token) ? token : undefined;
  },
  save(token: string): void {
    sessionStorage.setItem(storageKey, token);
  },
  forget(): void {
    sessionStorage.removeItem(storageKey);
  },
};

/**
 * Takes the token out of a link like `/try/#token=tle_...`. A fragment never reaches a server, and it is removed from
 * the address bar (and from this tab's history) at once, so that it is neither bookmarked nor seen over a shoulder.
 * Null: there is one, but it does not have a token's form.
 */
export function takeTokenFromAddress(): string | null | undefined {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null) return undefined;
  history.replaceState(history.state, '', location.pathname + location.search);
  return isExtensionToken(token.trim()) ? token.trim() : null;
}
