// `teleperson-voice provision` on an account: from nothing to what a call needs, and nothing more the second time.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { isAbsolute, join, relative } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { Installation, randomHex, voiceProgram } from './harness.mjs';
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

  for (const dryRun of [[], ['--dry-run']]) {
    const again = await provision('--new-key', '--secret-file', file, ...dryRun);
    assert.equal(again.status, 4);
    assert.match(again.stderr, /exists already/);
  }
  assert.equal((await twilio.keys.list()).length, 1);
  assert.equal(readFileSync(file, 'utf8'), `${secret}\n`);
});

test('a secret file that cannot be made is a wrong argument, also in a dry run; a relative one is told whole', async () => {
  writeFileSync(join(installation.folder, 'plain'), '');
  const cases = [
    ['', /--secret-file must name a file/],
    [join(installation.folder, 'no', 'key'), /cannot be made/],
    [join(installation.folder, 'plain', 'key'), /cannot be made/],
  ];
  for (const [path, complaint] of cases)
    for (const dryRun of [[], ['--dry-run']]) {
      const { status, stderr } = await provision('--secret-file', path, ...dryRun);
      assert.equal(status, 2, `${path} ${stderr}`);
      assert.match(stderr, complaint);
    }
  assert.deepEqual(await writes(), []);
  assert.deepEqual(
    (await provision('--dry-run', '--secret-file', join(installation.folder, 'key'))).status,
    0,
  );
  assert.ok(!existsSync(join(installation.folder, 'key')));

  const whole = join(installation.folder, 'key');
  const { stdout, stderr } = await provision('--secret-file', relative(process.cwd(), whole));
  const told = settings(stdout).TWILIO_API_KEY_SECRET_FILE;
  assert.ok(isAbsolute(told ?? ''), stdout + stderr);
  assert.equal(readFileSync(told, 'utf8'), readFileSync(whole, 'utf8'));
});

/** What `doctor` says of the credentials: sentences that are not `ok`. */
async function faultsOfCredentials() {
  const { stdout } = await installation.runAside('doctor', '--json');
  const found = JSON.parse(stdout).findings.filter(({ check }) => check === 'credentials');
  return found.filter(({ status }) => status !== 'ok').map(({ what }) => what);
}

const faults = {
  'a Restricted key': [
    ({ key, secret }) => sandbox.account({ keys: [{ sid: key, secret, kind: 'restricted' }] }),
    /is a Restricted key/,
    /the configured one is a Restricted key/,
  ],
  'a wrong secret': [
    () => Object.assign(installation.extra, { TWILIO_API_KEY_SECRET: 'Z'.repeat(32) }),
    /is not the secret/,
    /the configured secret is not this key's/,
  ],
  'the Auth Token as the secret': [
    () => Object.assign(installation.extra, { TWILIO_API_KEY_SECRET: installation.authToken }),
    /is the Auth Token/,
    /the configured secret is the Auth Token/,
  ],
  'a key that was deleted': [
    ({ key }) => twilio.keys(key).remove(),
    /not a key of this account/,
    /the configured one is not the account's/,
  ],
};
for (const [name, [spoil, finding, because]] of Object.entries(faults))
  test(`doctor's remedy mends ${name}`, async () => {
    const first = settings((await provision()).stdout);
    Object.assign(installation.extra, first);
    assert.deepEqual(await faultsOfCredentials(), []);
    await spoil({ key: first.TWILIO_API_KEY_SID, secret: first.TWILIO_API_KEY_SECRET });
    const [fault] = await faultsOfCredentials();
    assert.match(fault ?? '', finding);

    const file = join(installation.folder, 'new-key');
    const mended = await provision('--secret-file', file);
    assert.equal(mended.status, 0, mended.stderr);
    assert.match(mended.stderr, because);
    assert.match(mended.stderr, /Take TWILIO_API_KEY_SECRET out of it/);
    assert.notEqual(settings(mended.stdout).TWILIO_API_KEY_SID, first.TWILIO_API_KEY_SID);
    Object.assign(installation.extra, { TWILIO_API_KEY_SECRET: undefined }, settings(mended.stdout));
    assert.deepEqual(await faultsOfCredentials(), []);
    assert.match((await provision()).stderr, /API key: kept/);
  });

test('a key that cannot be proved is not replaced', async () => {
  Object.assign(installation.extra, settings((await provision()).stdout));
  const before = (await writes()).length;
  await sandbox.restFaults({ status: 500, path: '/IncomingPhoneNumbers' });
  const { status, stderr } = await provision('--new-key', '--dry-run');
  assert.equal(status, 1, stderr);
  assert.equal((await provision()).status, 1);
  assert.equal((await writes()).length, before);
});

test('no further key of its name without being asked for one', async () => {
  const first = await provision();
  const { TWILIO_API_KEY_SID: key } = settings(first.stdout);
  const before = (await writes()).length;
  for (const dryRun of [[], ['--dry-run']]) {
    const { status, stdout, stderr } = await provision(...dryRun);
    assert.equal(status, 4, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, new RegExp(`${key}.*TWILIO_API_KEY_SID.*--new-key`, 's'));
  }
  assert.equal((await writes()).length, before);

  const further = await provision('--new-key');
  assert.equal(further.status, 0, further.stderr);
  assert.equal((await twilio.keys.list()).length, 2);
  Object.assign(installation.extra, settings(further.stdout));
  const replaced = await provision('--new-key');
  assert.equal(replaced.status, 0);
  assert.match(replaced.stderr, /made one, as --new-key asks for it/);
  assert.equal((await twilio.keys.list()).length, 3);
});

test('the output of a second run loses no secret', async () => {
  const file = join(installation.folder, 'key');
  const first = settings((await provision('--secret-file', file)).stdout);
  Object.assign(installation.extra, { TWILIO_API_KEY_SECRET: undefined }, first);
  assert.deepEqual(settings((await provision()).stdout), first);
  assert.deepEqual(JSON.parse((await provision('--json')).stdout).environment, first);

  Object.assign(installation.extra, {
    TWILIO_API_KEY_SECRET_FILE: undefined,
    TWILIO_API_KEY_SECRET: readFileSync(file, 'utf8').trim(),
  });
  const { status, stdout, stderr } = await provision();
  assert.equal(status, 0, stderr);
  assert.match(stderr, /TWILIO_API_KEY_SECRET stays as it is configured/);
  assert.ok(!(stdout + stderr).includes(installation.extra.TWILIO_API_KEY_SECRET));
});

test('a key whose secret could not be printed is named', async () => {
  for (const json of [[], ['--json']]) {
    const command = ['-c', '"$@" >/dev/full', 'sh', voiceProgram, 'provision', '--new-key', ...json];
    const { status, stderr } = spawnSync('sh', command, { env: installation.environment, encoding: 'utf8' });
    const keys = (await twilio.keys.list()).map(({ sid }) => sid);
    assert.equal(status, 1, stderr);
    assert.ok(
      keys.some((sid) => stderr.includes(`delete the key ${sid}`)),
      stderr,
    );
  }
});

test('the Auth Tokens of a rotation are tried in their order', async () => {
  const { authToken } = installation;
  installation.extra.TWILIO_AUTH_TOKEN = `${randomHex(16)},${authToken}`;
  const { status, stdout, stderr } = await provision();
  assert.equal(status, 0, stderr);
  assert.ok(settings(stdout).TWILIO_API_KEY_SECRET);
});

test('reconcile tells which credential is wrong, and that trying again does not help', async () => {
  Object.assign(installation.extra, settings((await provision()).stdout), {
    TWILIO_API_KEY_SECRET: 'Z'.repeat(32),
  });
  const { status, stderr } = await installation.runAside('reconcile');
  assert.equal(status, 2, stderr);
  assert.match(stderr, /TWILIO_API_KEY_SECRET must be the secret of TWILIO_API_KEY_SID/);
  assert.doesNotMatch(stderr, /must be the Auth Token|try again/);
});

test('a suspended account is called that, and its credentials are not blamed', async () => {
  Object.assign(installation.extra, settings((await provision()).stdout));
  await sandbox.account({ status: 'suspended' });
  const found = await faultsOfCredentials();
  assert.match(found[0], /is suspended/);
  assert.ok(!found.some((what) => /is not the secret|Restricted/.test(what)), found.join());
  for (const command of ['provision', 'reconcile']) {
    const { status, stderr } = await installation.runAside(command);
    assert.equal(status, 1, stderr);
    assert.match(stderr, /20005: Account not active/);
    assert.match(stderr, /suspended or closed/);
    assert.doesNotMatch(stderr, /accept these credentials|must be the/);
  }
});

test('a 403 that is not Twilio’s is no Restricted key', async () => {
  Object.assign(installation.extra, settings((await provision()).stdout));
  const proxy = createServer((request, response) => {
    const known = request.url === '/2010-04-01.json';
    const page = known ? '{"name":"2010-04-01","subresource_uris":{}}' : 'blocked by corporate proxy';
    response.writeHead(known ? 200 : 403).end(page);
  });
  await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  try {
    installation.extra.TWILIO_API_URL = `http://127.0.0.1:${proxy.address().port}`;
    assert.ok(!(await faultsOfCredentials()).some((what) => /is a Restricted/.test(what)));
    const { status, stderr } = await provision();
    assert.equal(status, 1);
    assert.doesNotMatch(stderr, /permission/);
    assert.match(stderr, /Twilio answered 403/);
  } finally {
    proxy.closeAllConnections();
    proxy.close();
  }
});

test('two installations of one account keep apart, however long their names', async () => {
  const host = `https://${'a-very-long-label-of-a-host.'.repeat(3)}example.com`;
  const made = [];
  for (const path of ['/one', '/two', '/one']) {
    installation.extra.PUBLIC_URL = host + path;
    const { status, stdout, stderr } = await provision('--new-key');
    assert.equal(status, 0, stderr);
    made.push(settings(stdout).TWILIO_TWIML_APP_SID);
    assert.equal((await twilio.applications(made[0]).fetch()).voiceUrl, `${host}/one/v1/twilio/voice`);
  }
  assert.notEqual(made[0], made[1]);
  assert.equal(made[2], made[0]);
  for (const { friendlyName } of await twilio.keys.list()) assert.ok(friendlyName.length <= 64);
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
  await twilio.applications(sid).update({ statusCallback: demo });
  const fetched = (app) => twilio.applications(app).fetch();
  const byName = await provision('--json');
  assert.deepEqual(JSON.parse(byName.stdout).twiml_app_changes, ['status callback URL']);
  const right = `${installation.publicUrl}/v1/twilio/voice`;
  assert.equal((await fetched(sid)).statusCallback, `${installation.publicUrl}/v1/twilio/status`);
  assert.equal((await fetched(other.sid)).voiceUrl, demo);

  installation.extra.TWILIO_TWIML_APP_SID = other.sid;
  await provision();
  assert.equal((await fetched(other.sid)).voiceUrl, right);
  assert.equal((await fetched(other.sid)).friendlyName, 'Something else');
});

test('an app of its name that points elsewhere is left alone, unless it is configured', async () => {
  const first = settings((await provision()).stdout);
  Object.assign(installation.extra, first, { TWILIO_TWIML_APP_SID: '' });
  const elsewhere = 'https://other.example/v1/twilio/voice';
  const app = twilio.applications(first.TWILIO_TWIML_APP_SID);
  await app.update({ voiceUrl: elsewhere });
  const { status, stdout, stderr } = await provision();
  assert.equal(status, 0, stderr);
  assert.match(
    stderr,
    new RegExp(`${first.TWILIO_TWIML_APP_SID}.*points elsewhere.*TWILIO_TWIML_APP_SID`, 's'),
  );
  assert.notEqual(settings(stdout).TWILIO_TWIML_APP_SID, first.TWILIO_TWIML_APP_SID);
  assert.equal((await app.fetch()).voiceUrl, elsewhere);

  installation.extra.TWILIO_TWIML_APP_SID = first.TWILIO_TWIML_APP_SID;
  await provision();
  assert.equal((await app.fetch()).voiceUrl, `${installation.publicUrl}/v1/twilio/voice`);
});

test('what cannot work is told, with what to do', async () => {
  await sandbox.account({ numbers: [] });
  const foreign = await provision('--json');
  assert.equal(foreign.status, 1);
  assert.equal(JSON.parse(foreign.stdout).caller_id, 'foreign');
  Object.assign(installation.extra, JSON.parse(foreign.stdout).environment);
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
