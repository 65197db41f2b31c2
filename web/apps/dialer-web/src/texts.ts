/** The words around the dialer; the dialer has its own. */
export const texts = {
  title: 'Teleperson Voice',
  heading: 'Sign in to call',
  intro:
    'Paste your extension token. You find it where your administrator gave it to you; it starts with “tle_”.',
  label: 'Extension token',
  placeholder: 'tle_…',
  malformed: 'A token is “tle_” followed by 32 digits and letters from a to f. Copy the whole of it.',
  signIn: 'Continue',
  signOut: 'Sign out',
  privacy: 'The token stays in this tab and is forgotten when you close it.',
  signedOut: {
    refused: {
      title: 'This token is not valid',
      text: 'It was revoked, or it belongs to another server. Ask your administrator for a new one.',
    },
    'malformed-link': {
      title: 'The link holds no valid token',
      text: 'Part of it may be missing. Open the whole link, or paste the token here.',
    },
  },
};
