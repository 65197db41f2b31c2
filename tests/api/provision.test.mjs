// `teleperson-voice provision` on an account: from nothing to what a call needs, and nothing more the second time.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { Installation } from './harness.mjs';
import { TwilioAccount } from './twilioAccount.mjs';

let installation;
let twilio;
beforeEach(async () => {
  installation = await Installation.create();
  installation.seed();
  twilio = await TwilioAccount.start(installation);
  twilio.addNumber(installation.callerId);
  installation.extra = {
    TWILIO_API_URL: twilio.url,
    TWILIO_VOICE_URL: twilio.url,
    TWILIO_API_KEY_SID: '',
    TWILIO_API_KEY_SECRET: '',
    TWILIO_TWIML_APP_SID: '',
  };
});
afterEach(async () => {
  await twilio.stop();
  await installation.close();
});

const provision = (...args) => installation.runAside('provision', ...args);
const settings = (stdout) =>
  Object.fromEntries(
    stdout
      .trim()
      .split('\n')
      .map((line) => line.split('=')),
  );

test('an empty account gets a key and an app; the second time nothing changes', async () => {
  const first = await provision();
  assert.equal(first.status, 0, first.stderr);
  const [key] = twilio.keys;
  const [app] = twilio.applications;
  assert.deepEqual(settings(first.stdout), {
    TWILIO_ACCOUNT_SID: installation.account,
    TWILIO_API_KEY_SID: key.sid,
    TWILIO_API_KEY_SECRET: key.secret,
    TWILIO_TWIML_APP_SID: app.sid,
  });
  const at = (path) => `${installation.publicUrl}/v1/twilio/${path}`;
  assert.deepEqual(
    [app.voice_url, app.voice_fallback_url, app.status_callback],
    [at('voice'), at('fallback'), at('status')],
  );
  assert.match(first.stderr, /caller ID is a number of the account/);

  Object.assign(installation.extra, settings(first.stdout));
  twilio.requests.length = 0;
  const second = await provision();
  assert.equal(second.status, 0, second.stderr);
  assert.deepEqual(twilio.writes, []);
  assert.match(second.stderr, /API key: kept/);
  assert.match(second.stderr, /TwiML App: right already/);
  assert.ok(!(second.stdout + second.stderr).includes(key.secret));
});

test('a dry run shows the plan and changes nothing', async () => {
  const { status, stdout, stderr } = await provision('--dry-run');
  assert.equal(status, 0);
  assert.equal(stdout, '');
  assert.match(stderr, /API key: one would be made/);
  assert.match(stderr, /TwiML App: one would be made/);
  assert.deepEqual(twilio.writes, []);
  const { stdout: json } = await provision('--dry-run', '--json');
  assert.equal(JSON.parse(json).twiml_app, 'made');
  assert.deepEqual(JSON.parse(json).environment, {});
});

test('the secret goes to a new private file when asked, and never over another', async () => {
  const file = join(installation.folder, 'key');
  const { status, stdout, stderr } = await provision('--secret-file', file);
  assert.equal(status, 0, stderr);
  const { secret } = twilio.keys[0];
  assert.equal(readFileSync(file, 'utf8'), `${secret}\n`);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.ok(!(stdout + stderr).includes(secret));
  assert.equal(settings(stdout).TWILIO_API_KEY_SECRET_FILE, file);

  const again = await provision('--secret-file', file);
  assert.equal(again.status, 4);
  assert.match(again.stderr, /exists already/);
  assert.equal(twilio.keys.length, 1);
  assert.equal(readFileSync(file, 'utf8'), `${secret}\n`);

  const nowhere = await provision('--secret-file', join(installation.folder, 'no', 'key'));
  assert.match(nowhere.stderr, /cannot be made/);
  assert.equal(twilio.keys.length, 1);
});

test('no file stays when no key was made', async () => {
  const file = join(installation.folder, 'key');
  twilio.addKey = () => ({});
  const { status } = await provision('--secret-file', file);
  assert.equal(status, 1);
  assert.ok(!existsSync(file));
});

test('an app that exists is mended, by its SID or its name, and others are left alone', async () => {
  const first = settings((await provision()).stdout);
  Object.assign(installation.extra, first, { TWILIO_TWIML_APP_SID: '' });
  const [app] = twilio.applications;
  app.voice_url = 'https://demo.example/welcome';
  twilio.applications.push({ ...app, sid: `AP${'f'.repeat(32)}`, friendly_name: 'Something else' });
  const byName = await provision('--json');
  assert.deepEqual(JSON.parse(byName.stdout).twiml_app_changes, ['voice URL']);
  assert.equal(app.voice_url, `${installation.publicUrl}/v1/twilio/voice`);
  assert.equal(twilio.applications[1].voice_url, 'https://demo.example/welcome');

  installation.extra.TWILIO_TWIML_APP_SID = twilio.applications[1].sid;
  await provision();
  assert.equal(twilio.applications[1].voice_url, `${installation.publicUrl}/v1/twilio/voice`);
  assert.equal(twilio.applications[1].friendly_name, 'Something else');
});

test('what cannot work is told, with what to do', async () => {
  twilio.numbers = [];
  const foreign = await provision('--json');
  assert.equal(foreign.status, 1);
  assert.equal(JSON.parse(foreign.stdout).caller_id, 'foreign');
  twilio.callerIds.push({ sid: 'PN', phone_number: installation.callerId });
  assert.equal(JSON.parse((await provision('--json', '--dry-run')).stdout).caller_id, 'verified');

  twilio.authToken = 'another';
  const wrong = await provision();
  assert.equal(wrong.status, 2);
  assert.match(wrong.stderr, /must be the Auth Token of TWILIO_ACCOUNT_SID/);
  assert.ok(!wrong.stderr.includes(installation.authToken));

  installation.extra.TWILIO_AUTH_TOKEN = '';
  assert.match((await provision()).stderr, /Set TWILIO_AUTH_TOKEN first/);
});
