import { isExtensionToken } from '@teleperson/api';

const storageKey = 'teleperson-voice.admin-token';

/** The token that was last signed in with, for this tab only: who is signed out in the middle of work types the password alone. */
export const lastToken = {
  load(): string {
    const token = sessionStorage.getItem(storageKey);
    return token && isExtensionToken(token) ? token : '';
  },
  save: (token: string) => sessionStorage.setItem(storageKey, token),
  forget: () => sessionStorage.removeItem(storageKey),
};
