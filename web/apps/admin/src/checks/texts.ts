import type { CheckFinding } from '@teleperson/api';

/** Words of the Voice tab's checks. What a check found is the server's own text. */
export const checksTexts = {
  heading: 'Checks',
  intro:
    'Looks over what calling needs: secrets, TwiML App, caller ID, geo permissions, the way from Twilio to this server, and the server itself. It changes nothing.',
  run: 'Run the checks',
  again: 'Run again',
  running: 'Asking Twilio and the public address. This takes some seconds.',
  failed: 'The checks could not be run.',
  passed: 'Nothing to mend',
  verdict: (failed: number, warnings: number) =>
    [
      failed > 0 && `${failed} to mend`,
      warnings > 0 && (warnings === 1 ? '1 warning' : `${warnings} warnings`),
    ]
      .filter(Boolean)
      .join(', '),
  why: 'Why it matters',
  remedy: 'What to do',
  copy: 'Copy',
  copied: 'Copied',
  restOf: (n: number) =>
    n === 1 ? 'One check that is fine or was skipped' : `${n} checks that are fine or were skipped`,
};

export const statusTexts: Record<CheckFinding['status'], string> = {
  failed: 'To mend',
  warning: 'Warning',
  ok: 'Fine',
  skipped: 'Skipped',
};

export const checkTexts: Record<CheckFinding['check'], string> = {
  database: 'Database',
  migrations: 'Schema',
  disk: 'Disk',
  configuration: 'Configuration',
  settings: 'Settings',
  twilio: 'Twilio',
  clock: 'Clock',
  credentials: 'Credentials',
  twiml_app: 'TwiML App',
  caller_id: 'Caller ID',
  emergency_address: 'Emergency address',
  geo_permissions: 'Geo permissions',
  webhook: 'Way from Twilio to here',
  certificate: 'TLS certificate',
  cors: 'Extension (CORS)',
};
