// `teleperson-voice provision` on an account: from nothing to what a call needs, and nothing more the second time.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { Installation, randomHex } from './harness.mjs';
import { Sandbox } from './sandbox.mjs';
import { checkTwilioRequest } from './twilioContract.mjs';

let installation;
let sandbox;
/** Twilio's own client, with the Auth Token. */
let twilio;
beforeEach(async () => {
  installation = await Installation.create();
  installation.seed();
  sandbox = await Sandbox.start(installation, { empty: true });
  twilio = sandbox.client();
  installation.extra = {
    ...sandbox.environment,
    TWILIO_API_KEY_SID: '',
    TWILIO_API_KEY_SECRET: '',
    TWILIO_TWIML_APP_SID: '',
  };
});
afterEach(async () => {
  await sandbox.stop();
  await installation.close();
});

/** The program's own requests that changed something. Every request of the program is one that Twilio publishes. */
async function writes() {
  const requests = (await sandbox.requests()).filter(({ target }) => target !== '/2010-04-01.json');
  for (const request of requests) checkTwilioRequest(request);
  return requests.filter(({ method }) => method !== 'GET');
}

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
  const [key] = await twilio.keys.list();
  const [app] = await twilio.applications.list();
  const { TWILIO_API_KEY_SECRET: secret, ...identifiers } = settings(first.stdout);
  assert.deepEqual(identifiers, {
    TWILIO_ACCOUNT_SID: installation.account,
    TWILIO_API_KEY_SID: key.sid,
    TWILIO_TWIML_APP_SID: app.sid,
  });
  assert.equal((await sandbox.client(key.sid, secret).applications.list()).length, 1, 'the key works');
  const at = (path) => `${installation.publicUrl}/v1/twilio/${path}`;
  assert.deepEqual(
    [app.voiceUrl, app.voiceFallbackUrl, app.statusCallback],
    [at('voice'), at('fallback'), at('status')],
  );
  assert.match(first.stderr, /caller ID is a number of the account/);

  Object.assign(installation.extra, settings(first.stdout));
  const before = (await writes()).length;
  assert.equal(before, 2);
  const second = await provision();
  assert.equal(second.status, 0, second.stderr);
  assert.equal((await writes()).length, before);
  assert.match(second.stderr, /API key: kept/);
  assert.match(second.stderr, /TwiML App: right already/);
  assert.ok(!(second.stdout + second.stderr).includes(secret));
});

test('a dry run shows the plan and changes nothing', async () => {
  const { status, stdout, stderr } = await provision('--dry-run');
  assert.equal(status, 0);
  assert.equal(stdout, '');
  assert.match(stderr, /API key: one would be made/);
  assert.match(stderr, /TwiML App: one would be made/);
  assert.deepEqual(await writes(), []);
  const { stdout: json } = await provision('--dry-run', '--json');
  assert.equal(JSON.parse(json).twiml_app, 'made');
  assert.deepEqual(JSON.parse(json).environment, {});
});

test('the secret goes to a new private file when asked, and never over another', async () => {
  const file = join(installation.folder, 'key');
  const { status, stdout, stderr } = await provision('--secret-file', file);
  assert.equal(status, 0, stderr);
  const [key] = await twilio.keys.list();
  const secret = readFileSync(file, 'utf8').trimEnd();
  assert.equal((await sandbox.client(key.sid, secret).applications.list()).length, 1, 'the key works');
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.ok(!(stdout + stderr).includes(secret));
  assert.equal(settings(stdout).TWILIO_API_KEY_SECRET_FILE, file);

  const again = await provision('--secret-file', file);
  assert.equal(again.status, 4);
  assert.match(again.stderr, /exists already/);
  assert.equal((await twilio.keys.list()).length, 1);
  assert.equal(readFileSync(file, 'utf8'), `${secret}\n`);

  const nowhere = await provision('--secret-file', join(installation.folder, 'no', 'key'));
  assert.match(nowhere.stderr, /cannot be made/);
  assert.equal((await twilio.keys.list()).length, 1);
});

test('no file stays when no key was made', async () => {
  const file = join(installation.folder, 'key');
  await sandbox.restFaults({ status: 500, path: '/Keys' });
  const { status, stderr } = await provision('--secret-file', file);
  assert.equal(status, 1, stderr);
  assert.ok(!existsSync(file));
});

test('an app that exists is mended, by its SID or its name, and others are left alone', async () => {
  const first = settings((await provision()).stdout);
  Object.assign(installation.extra, first, { TWILIO_TWIML_APP_SID: '' });
  const sid = first.TWILIO_TWIML_APP_SID;
  const demo = 'https://demo.example/welcome';
  const other = await twilio.applications.create({ friendlyName: 'Something else', voiceUrl: demo });
  await twilio.applications(sid).update({ voiceUrl: demo });
  const voiceUrl = async (app) => (await twilio.applications(app).fetch()).voiceUrl;
  const byName = await provision('--json');
  assert.deepEqual(JSON.parse(byName.stdout).twiml_app_changes, ['voice URL']);
  const right = `${installation.publicUrl}/v1/twilio/voice`;
  assert.deepEqual([await voiceUrl(sid), await voiceUrl(other.sid)], [right, demo]);

  installation.extra.TWILIO_TWIML_APP_SID = other.sid;
  await provision();
  assert.equal(await voiceUrl(other.sid), right);
  assert.equal((await twilio.applications(other.sid).fetch()).friendlyName, 'Something else');
});

test('what cannot work is told, with what to do', async () => {
  await sandbox.account({ numbers: [] });
  const foreign = await provision('--json');
  assert.equal(foreign.status, 1);
  assert.equal(JSON.parse(foreign.stdout).caller_id, 'foreign');
  await sandbox.account({ caller_ids: [installation.callerId] });
  assert.equal(JSON.parse((await provision('--json', '--dry-run')).stdout).caller_id, 'verified');

  const { authToken } = installation;
  installation.extra.TWILIO_AUTH_TOKEN = randomHex(16);
  const wrong = await provision();
  assert.equal(wrong.status, 2);
  assert.match(wrong.stderr, /must be the Auth Token of TWILIO_ACCOUNT_SID/);
  assert.ok(
    !wrong.stderr.includes(authToken) && !wrong.stderr.includes(installation.extra.TWILIO_AUTH_TOKEN),
  );

  installation.extra.TWILIO_AUTH_TOKEN = '';
  assert.match((await provision()).stderr, /Set TWILIO_AUTH_TOKEN first/);
});
