import type { AdminReason, Obstacle } from '@teleperson/api';
import { companyReasons } from './companies/texts';

/** Every word of the dashboard. */
export const texts = {
  title: 'Teleperson Voice',
  dashboard: 'Admin dashboard',
  loading: 'Loading',
  retry: 'Try again',
  signIn: {
    heading: 'Sign in',
    intro:
      'You need your extension token, with the role of an admin, and your organisation’s admin password.',
    token: 'Extension token',
    tokenMalformed: 'A token is “tle_” followed by 32 digits and letters from a to f. Copy the whole of it.',
    password: 'Admin password',
    passwordHelp: 'Whoever runs the server sets it: teleperson-voice admin set-password',
    passwordMissing: 'Type the admin password.',
    submit: 'Sign in',
    overTitle: 'Your session is over',
    overText: 'Sign in again to go on. What you have typed is still there.',
  },
  menu: {
    label: 'Your session',
    signOut: 'Sign out',
    signOutEverywhere: 'Sign out everywhere',
    signedInAs: (name: string, role: string) =>
      `${name}, ${role === 'super_admin' ? 'super admin' : 'admin'}`,
    somebody: 'You',
  },
  voice: {
    tab: 'Voice',
    heading: 'Voice',
    twilio: 'Twilio',
    rules: 'Who may call, and how much',
    accountSid: 'Twilio Account SID',
    accountSidHelp:
      'On the first page of Twilio’s console. It must be the account whose secrets the server has.',
    accountSidWrong: 'It is AC and 32 digits and letters from a to f.',
    tokenEndpointUrl: 'Token endpoint URL',
    tokenEndpointUrlHelp: 'Where the extension fetches access tokens: this server’s /v1/voice/token.',
    tokenEndpointUrlWrong:
      'It must start with https://. http:// is only for this machine (127.0.0.1 or localhost).',
    useOwn: 'Use this server’s',
    callerId: 'Default caller ID',
    callerIdHelp: 'What callees see: a number of your Twilio account, or one that you verified there.',
    callerIdWrong: 'It is + and digits, such as +14155550100, and must be a number that can exist.',
    callerIdRegion: (region: string) => `A number of ${region}.`,
    regions: 'Allowed regions',
    regionsHelp: 'Where calls may go. Nothing chosen: calling is off.',
    regionsSearch: 'Search regions',
    plans: 'Plans with calling',
    plansHelp: 'Type a plan’s name and press Enter. All other plans see the upgrade link.',
    plansWrong: 'A plan’s name has lower-case letters, digits, - and _, at most 32.',
    voicemail: 'Detect voicemail',
    voicemailHelp:
      'The log then tells voicemail from people. Twilio charges for it, for each call that is answered.',
    ticketsPerMinute: 'Calls started in a minute',
    callsPerDay: 'Calls in 24 hours',
    callLength: 'Longest call, in minutes',
    perUser: 'For each user.',
    outOfRange: (least: number, most: number) => `From ${least} to ${most}.`,
    save: 'Save',
    discard: 'Discard',
    saved: 'Saved. It counts from the next request on.',
    changes: (count: number) => (count === 1 ? '1 change, not saved yet' : `${count} changes, not saved yet`),
    correctFirst: 'Correct what is marked first.',
    none: 'nothing',
    on: 'on',
    off: 'off',
    conflictTitle: 'Somebody else saved meanwhile',
    conflictText: 'You both changed the following. Take theirs, or save to put yours in its place.',
    mergedText: 'Their changes are in the form now, and yours still are. Save again to add yours.',
    theirs: 'Theirs',
    mine: 'Yours',
    takeTheirs: 'Take theirs',
    saveFailed: 'It was not saved.',
    loadFailed: 'The settings could not be loaded.',
  },
  users: {
    tab: 'Users',
    heading: 'Users and tokens',
    search: 'Search users',
    placeholder: 'Start of an id, e-mail address or first name',
    loading: 'Loading users',
    list: 'Users',
    empty: 'No users yet',
    emptyText: 'Users appear here once your product adds them, or you do.',
    noMatch: (query: string) => `No user matches “${query}”`,
    more: 'Show more users',
    add: 'Add a user',
    id: 'Id',
    idHelp: 'The user’s id in your product. It cannot be changed.',
    idWrong: 'Printable characters without blanks, at most 128.',
    email: 'E-mail address',
    firstName: 'First name',
    plan: 'Plan',
    planWrong: 'Lower-case letters, digits, - and _, at most 32.',
    noPlan: 'no plan',
    setPlan: 'Set plan',
    role: 'Role',
    roles: { user: 'User', admin: 'Admin', super_admin: 'Super admin' },
    roleHelp: 'Only a super admin grants roles.',
    setRole: 'Set role',
    disabled: 'Switched off',
    disable: 'Switch account off',
    enable: 'Switch account on',
    saved: 'Saved. It counts from the next request on.',
    tokens: 'Extension tokens',
    tokenCount: (count: number) => (count === 1 ? '1 token' : `${count} tokens`),
    noTokens: 'None yet.',
    tokenName: 'Name of the new token',
    tokenNameHelp: 'Such as the device it is for.',
    issue: 'Issue a token',
    issuedTitle: 'Copy the token now',
    issuedText: 'It is shown this once, and stored nowhere as a text.',
    copy: 'Copy',
    copied: 'Copied',
    unnamed: 'Without a name',
    created: (when: string) => `Issued ${when}`,
    lastUsed: (when: string) => `last used ${when}`,
    neverUsed: 'never used',
    lastUsedAny: (when: string) => `Last used ${when}`,
    neverUsedAny: 'Never used',
    revoke: 'Revoke',
    revokeName: (name: string) => `Revoke ${name}`,
    reallyRevoke: 'Really revoke',
    keep: 'Keep',
    cancel: 'Cancel',
  },
  calls: {
    tab: 'Calls',
    heading: 'Calls',
    intro: 'Each call that was handed to Twilio. Numbers and users stand here as hashes only.',
    table: 'Calls, newest first',
    loading: 'Loading calls',
    empty: 'No calls yet',
    emptyText: 'Each call appears here some seconds after its end.',
    noMatch: 'No call matches these filters',
    more: 'Show older calls',
    outcome: 'Outcome',
    anyOutcome: 'All',
    outcomes: { answered: 'Answered', voicemail: 'Voicemail', failed: 'Failed' },
    from: 'From',
    until: 'Until, including this day',
    user: 'Id of a user',
    clear: 'Clear filters',
    time: 'Time',
    company: 'Company',
    notInDirectory: 'Not in the directory',
    userHash: 'User',
    duration: 'Duration',
  },
  state: {
    heading: 'State of the feature',
    on: 'Calling is on',
    onText: 'Users whose plan has calling can call verified numbers in the allowed regions.',
    off: 'Nobody can call yet',
    offText: (count: number) => (count === 1 ? 'One thing is missing:' : `${count} things are missing:`),
    unsaved: 'This is the state of what is saved.',
  },
};

/** What stands in the way, and what to do about it. */
export function explainObstacle({ code, subject = '' }: Obstacle): { title: string; advice: string } {
  switch (code) {
    case 'configuration_missing':
      return {
        title: `${subject} is not set on the server`,
        advice: 'Set it in the server’s environment, and start it again.',
      };
    case 'account_sid_missing':
      return { title: 'The Twilio Account SID is empty', advice: 'Copy it from Twilio’s console.' };
    case 'account_sid_differs':
      return {
        title: 'The Twilio Account SID is not the server’s',
        advice:
          'The server has the secrets of another account. Correct it here, or TWILIO_ACCOUNT_SID there.',
      };
    case 'caller_id_missing':
      return { title: 'There is no default caller ID', advice: 'Enter a number of your Twilio account.' };
    case 'no_regions':
      return { title: 'No region is allowed', advice: 'Choose the regions that may be called.' };
    case 'no_plans':
      return { title: 'No plan has calling', advice: 'Name the plans whose users may call.' };
  }
}

const reasons: Partial<Record<AdminReason, string>> = {
  not_signed_in: 'Your session was over. Once you are signed in, try again.',
  ...companyReasons,
  unauthorized: 'The server does not know this extension token.',
  wrong_password: 'The admin password is wrong.',
  not_admin: 'This account is not an admin’s. A super admin can grant the role.',
  user_disabled: 'This account is switched off.',
  no_admin_password: 'No admin password is set yet. On the server: teleperson-voice admin set-password',
  too_many_sign_ins: 'Too many attempts. Wait a quarter of an hour.',
  origin_not_allowed:
    'Open the dashboard under the server’s PUBLIC_URL: changes from other addresses are refused.',
  not_super_admin: 'Only a super admin may change an admin, or make one.',
  own_account: 'This is your own account. Ask another admin, so that nobody locks themselves out.',
  user_not_found: 'This user does not exist any more.',
  user_exists: 'There is a user with this id already.',
  token_not_found: 'This token was revoked already.',
  unavailable: 'The server’s database does not answer just now. Try again in a moment.',
  unexpected_answer:
    'Something between you and the server answers in its place. Check VPN, proxy or Wi-Fi login.',
};

export function explainReason(reason: AdminReason): string {
  return reasons[reason] ?? 'Something went wrong. Try again in a moment.';
}

export const unreachable = 'The server cannot be reached. Check your network, then try again.';
