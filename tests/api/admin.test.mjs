// The dashboard's API on the real program: signing in, sessions that outlive a restart, and settings in conflict.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { client } from './contract.mjs';
import { Installation, randomHex } from './harness.mjs';

const password = `a long password ${randomHex(8)}`;
let gateway;
before(async () => {
  gateway = await Installation.create();
  gateway.seed();
  assert.equal(gateway.tryCommandOn(`${password}\n`, 'admin', 'set-password').status, 0);
  await gateway.start();
});
after(() => gateway.close());

function addAdmin() {
  const name = `admin-${randomHex(4)}`;
  const user = gateway.addUser(name, 'premium');
  gateway.command('user', 'set-role', user.id, 'admin');
  return user;
}

const signIn = ({ token }, typed = password) =>
  client(gateway, token)('POST', '/v1/admin/session', { body: { password: typed } });

/** A browser's client: sends the session's cookie, and names its page. */
async function browser(user) {
  const { status, headers } = await signIn(user);
  assert.equal(status, 204);
  const cookie = headers.get('set-cookie').split(';')[0];
  return (method, path, { headers: more, ...options } = {}) =>
    client(gateway)(method, path, { ...options, headers: { cookie, origin: gateway.publicUrl, ...more } });
}

test('a password is read from standard input, and has to be long enough', async () => {
  const fresh = await Installation.create();
  try {
    const setPassword = (input) => fresh.tryCommandOn(input, 'admin', 'set-password');
    for (const input of ['', '\n', 'short\n', `${'x'.repeat(1025)}\n`]) {
      const { status, stderr } = setPassword(input);
      assert.equal(status, 2, input);
      assert.match(stderr, /The password/);
    }
    for (const input of ['twelve bytes', 'twelve bytes\r\n']) {
      const { status, stdout, stderr } = fresh.tryCommandOn(input, 'admin', 'set-password', '--json');
      assert.equal(status, 0, stderr);
      assert.equal(stdout, '{"change":"made"}\n');
    }
  } finally {
    await fresh.close();
  }
});

test('a session outlives the process, killed or not, and ends where one signs out', async () => {
  const ask = await browser(addAdmin());
  const { body } = await ask('GET', '/v1/admin/session');
  assert.equal(body.role, 'admin');
  assert.equal(body.idle_seconds, 1800);
  await gateway.stop('SIGKILL');
  await gateway.start();
  assert.equal((await ask('GET', '/v1/admin/session')).status, 200);
  assert.equal((await ask('DELETE', '/v1/admin/session')).status, 204);
  assert.equal((await ask('GET', '/v1/admin/session')).body.reason, 'not_signed_in');
});

test('of a hundred guesses at once five are judged, and a restart forgets none', async () => {
  const admin = addAdmin();
  const answers = await Promise.all(Array.from({ length: 100 }, () => signIn(admin, 'a wrong password')));
  const judged = answers.filter(({ status }) => status === 401);
  assert.equal(judged.length, 5);
  assert.ok(judged.every(({ body }) => body.reason === 'wrong_password'));
  assert.equal(answers.filter(({ status }) => status === 429).length, 95);
  await gateway.stop('SIGKILL');
  await gateway.start();
  assert.equal((await signIn(admin)).body.reason, 'too_many_sign_ins');
});

test('settings: read, changed, in conflict, refused', async () => {
  const [one, two] = [await browser(addAdmin()), await browser(addAdmin())];
  const seen = (await one('GET', '/v1/admin/settings')).headers.get('etag');
  const save = (ask, body, etag = seen) =>
    ask('PUT', '/v1/admin/settings', { body, headers: { 'if-match': etag } });
  const saved = await save(one, { calls_per_day: 9 });
  assert.equal(saved.body.calls_per_day, 9);
  assert.deepEqual(saved.body.obstacles, []);
  assert.equal((await save(two, { calls_per_day: 8 })).body.reason, 'settings_changed');
  assert.match(gateway.command('settings', 'show'), /Calls per day +9/);

  const etag = saved.headers.get('etag');
  const refused = await save(two, { caller_id: 'nobody', allowed_regions: ['Canada'] }, etag);
  assert.equal(refused.status, 422);
  assert.deepEqual(
    refused.body.errors.map(({ field }) => field),
    ['caller_id', 'allowed_regions'],
  );
  // A change by command is seen, too.
  gateway.command('settings', 'set', '--calls-per-day', '200');
  assert.equal((await save(two, {}, etag)).status, 412);
});

test('of many who save at once, one wins', async () => {
  const ask = await browser(addAdmin());
  const etag = (await ask('GET', '/v1/admin/settings')).headers.get('etag');
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      ask('PUT', '/v1/admin/settings', { body: { calls_per_day: 300 + i }, headers: { 'if-match': etag } }),
    ),
  );
  const won = answers.filter(({ status }) => status === 200);
  assert.equal(won.length, 1);
  assert.equal(answers.filter(({ status }) => status === 412).length, 19);
  const { body } = await ask('GET', '/v1/admin/settings');
  assert.equal(body.calls_per_day, won[0].body.calls_per_day);
});

test('scripts bring token and password with each request', async () => {
  const { token } = addAdmin();
  const ask = client(gateway, token);
  const headers = { 'x-admin-password': password };
  const { body } = await ask('GET', '/v1/admin/session', { headers });
  assert.deepEqual(body, { first_name: 'Test', role: 'admin' });
  const { headers: answered } = await ask('GET', '/v1/admin/settings', { headers });
  const changed = await ask('PUT', '/v1/admin/settings', {
    body: { voicemail_detection: false },
    headers: { ...headers, 'if-match': answered.get('etag') },
  });
  assert.equal(changed.body.voicemail_detection, false);
  const user = client(gateway, gateway.users.premium.token);
  assert.equal((await user('GET', '/v1/admin/settings', { headers })).body.reason, 'not_admin');
});

test('no password, session or user is in the log', async () => {
  const admin = addAdmin();
  const { headers } = await signIn(admin);
  await signIn(admin, 'some other password');
  const session = /=([0-9a-f]{64});/.exec(headers.get('set-cookie'))[1];
  for (const secret of [password, 'some other password', session, admin.id, admin.token])
    assert.ok(!gateway.log.includes(secret));
});
