// `teleperson-voice doctor` and /v1/admin/checks: each misconfiguration is made on purpose, at Twilio or at a proxy in front
// of the gateway, and has to be named.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { client } from './contract.mjs';
import { FaultyProxy } from './faultyProxy.mjs';
import { freePort, Installation, numbers, randomHex } from './harness.mjs';
import { PostgresqlServer } from './postgresqlServer.mjs';
import { Sandbox } from './sandbox.mjs';
import { checkTwilioRequest } from './twilioContract.mjs';

const extension = `chrome-extension://${'abcdefghijklmnop'.repeat(2)}`;
const password = `a long password ${randomHex(8)}`;
let gateway;
let sandbox;
let proxy;
let publicPort;

/** Twilio's account as `provision` leaves it, with these changes. */
function putAccount(changes = {}) {
  const { apiKey, apiSecret, callerId } = gateway;
  return sandbox.account({
    status: 'active',
    type: 'Full',
    clock_offset_seconds: 0,
    keys: [{ sid: apiKey, secret: apiSecret }],
    applications: [appWith({})],
    numbers: [{ phone_number: callerId }],
    countries: [
      { iso_code: 'US', low_risk_numbers_enabled: true, high_risk_tollfraud_numbers_enabled: false },
      { iso_code: 'GB', low_risk_numbers_enabled: false },
    ],
    ...changes,
  });
}
/** The TwiML App. */
function appWith(changes) {
  const at = (path) => `${gateway.publicUrl}/v1/twilio/${path}`;
  const urls = { voice_url: at('voice'), voice_fallback_url: at('fallback'), status_callback: at('status') };
  return { sid: gateway.app, ...urls, ...changes };
}

before(async () => {
  publicPort = await freePort();
  gateway = await Installation.create({
    PUBLIC_URL: `http://127.0.0.1:${publicPort}/calls`,
    ALLOWED_ORIGINS: extension,
  });
  gateway.seed();
  assert.equal(gateway.tryCommandOn(`${password}\n`, 'admin', 'set-password').status, 0);
  sandbox = await Sandbox.start(gateway);
  Object.assign(gateway.extra, sandbox.environment);
  await gateway.start();
  proxy = await FaultyProxy.start(publicPort, gateway.port, { strip: '/calls' });
});
beforeEach(async () => {
  await putAccount();
  proxy.put({ strip: '/calls' });
});
after(async () => {
  await proxy.stop();
  await sandbox.stop();
  await gateway.close();
});

/** What `doctor` says with these changes of its environment, and its exit code. */
async function doctor(environment = {}) {
  const usual = gateway.extra;
  gateway.extra = { ...usual, ...environment };
  const { status, stdout, stderr } = await gateway.runAside('doctor', '--json').finally(() => {
    gateway.extra = usual;
  });
  for (const secret of [gateway.authToken, gateway.apiSecret, gateway.callerId, ...Object.values(numbers)])
    assert.ok(!(stdout + stderr).includes(secret));
  return { status, ...JSON.parse(stdout) };
}
const of = ({ findings }, check) => findings.filter((finding) => finding.check === check);
function expectNamed(result, check, status, what) {
  const found = of(result, check);
  assert.ok(
    found.some((finding) => finding.status === status && what.test(finding.what)),
    `${check} ${status} ${what} is not in ${JSON.stringify(found, null, 2)}`,
  );
  if (status !== 'failed') return;
  assert.equal(result.status, 1);
  assert.equal(result.passed, false);
  assert.ok(found.every((finding) => finding.status === 'ok' || (finding.why && finding.remedy)));
}

test('with everything right nothing is to mend, and nothing is changed', async () => {
  const result = await doctor();
  assert.deepEqual(
    result.findings.filter(
      ({ status, check }) => status !== 'ok' && check !== 'certificate' && check !== 'disk',
    ),
    [],
  );
  assert.equal(result.status, 0);
  const requests = (await sandbox.requests()).filter(({ target }) => target !== '/2010-04-01.json');
  assert.ok(requests.length > 3);
  for (const request of requests) checkTwilioRequest(request);
  assert.ok(requests.every(({ method }) => method === 'GET'));
});

const voiceUrl = (change) => () => ({
  applications: [appWith({ voice_url: change(appWith({}).voice_url) })],
});
const atTwilio = [
  [
    'a Restricted key',
    () => ({ keys: [{ sid: gateway.apiKey, secret: gateway.apiSecret, kind: 'restricted' }] }),
    'credentials',
    /Restricted key/,
  ],
  ['a key of another account', () => ({ keys: [] }), 'credentials', /not a key of this account/],
  ['a suspended account', () => ({ status: 'suspended' }), 'credentials', /is suspended/],
  ['a clock that is behind', () => ({ clock_offset_seconds: 120 }), 'clock', /1(19|20|21) s behind/],
  ['no app', () => ({ applications: [] }), 'twiml_app', /not a TwiML App/],
  ['a foreign caller ID', () => ({ numbers: [] }), 'caller_id', /neither a number/],
  [
    'a number without voice',
    () => ({ numbers: [{ phone_number: gateway.callerId, voice: false }] }),
    'caller_id',
    /cannot make voice calls/,
  ],
  [
    'a closed region',
    () => ({ countries: [{ iso_code: 'US', low_risk_numbers_enabled: false }] }),
    'geo_permissions',
    /closed at Twilio: CA, US/,
  ],
  [
    'another scheme at the app',
    voiceUrl((url) => url.replace('http:', 'https:')),
    'twiml_app',
    /differs in scheme/,
  ],
  [
    'another host at the app',
    voiceUrl((url) => url.replace('127.0.0.1', 'localhost')),
    'twiml_app',
    /differs in host \(localhost/,
  ],
  [
    'another port at the app',
    voiceUrl((url) => url.replace(`:${publicPort}`, ':1')),
    'twiml_app',
    /differs in port \(1 instead/,
  ],
  ['another path at the app', voiceUrl((url) => url.replace('/calls', '')), 'twiml_app', /differs in path/],
];
for (const [name, changes, check, what] of atTwilio)
  test(`at Twilio: ${name}`, async () => {
    await putAccount(changes());
    expectNamed(await doctor(), check, 'failed', what);
  });

test('at Twilio: what is only a warning', async () => {
  await putAccount({
    type: 'Trial',
    numbers: [{ phone_number: gateway.callerId, emergency_address: false }],
    countries: [
      { iso_code: 'US', high_risk_tollfraud_numbers_enabled: true },
      { iso_code: 'GB', low_risk_numbers_enabled: true },
    ],
  });
  const result = await doctor();
  expectNamed(result, 'credentials', 'warning', /trial/);
  expectNamed(result, 'geo_permissions', 'warning', /Open at Twilio but not allowed here: GB/);
  expectNamed(result, 'geo_permissions', 'warning', /High-risk numbers are open at Twilio: US/);
  expectNamed(result, 'emergency_address', 'warning', /no emergency address/);
  assert.equal(result.status, 0);
});

test('secrets in each other’s place', async () => {
  const { authToken, apiSecret } = gateway;
  const cases = [
    [{ TWILIO_AUTH_TOKEN: apiSecret, TWILIO_API_KEY_SECRET: authToken }, /are swapped/],
    [{ TWILIO_API_KEY_SECRET: authToken }, /TWILIO_API_KEY_SECRET is the Auth Token/],
    [{ TWILIO_API_KEY_SECRET: 'Z'.repeat(32) }, /TWILIO_API_KEY_SECRET is not the secret/],
    [{ TWILIO_AUTH_TOKEN: randomHex(16) }, /TWILIO_AUTH_TOKEN is not the Auth Token/],
  ];
  for (const [environment, what] of cases)
    expectNamed(await doctor(environment), 'credentials', 'failed', what);
  const rotating = await doctor({ TWILIO_AUTH_TOKEN: `${authToken},${randomHex(16)}` });
  expectNamed(rotating, 'credentials', 'warning', /Auth Token 2 of 2/);
});

test('Twilio that does not answer is said once; without configuration all is skipped with a reason', async () => {
  const silent = await doctor({ TWILIO_API_URL: 'http://127.0.0.1:9' });
  expectNamed(silent, 'twilio', 'failed', /does not answer at http:\/\/127.0.0.1:9/);
  for (const check of ['credentials', 'twiml_app', 'geo_permissions'])
    assert.ok(
      of(silent, check).every(({ status }) => status === 'skipped'),
      check,
    );
  const blank = await doctor({ TWILIO_ACCOUNT_SID: '', TWILIO_AUTH_TOKEN: '', PUBLIC_URL: '' });
  expectNamed(blank, 'configuration', 'failed', /TWILIO_ACCOUNT_SID is not set/);
  expectNamed(blank, 'webhook', 'skipped', /PUBLIC_URL is not set/);
  expectNamed(blank, 'twilio', 'skipped', /TWILIO_ACCOUNT_SID is not set/);
});

/** Runs with the URL of a server that answers everything so. */
async function withServer(answer, use) {
  const server = createServer((_, response) => answer(response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  await use(`http://127.0.0.1:${server.address().port}`).finally(() => {
    server.closeAllConnections();
    server.close();
  });
}
test('a server that is not Twilio', async () => {
  const answers = [
    [404, '<h1>Not found</h1>', /Something other than Twilio's REST API answers at http:.+, with 404/],
    [200, '{}', /Something other than Twilio's REST API answers at http:.+, with 200/],
    [503, 'Bad gateway', /Twilio's REST API is out of order at http:.+: it answers 503/],
  ];
  for (const [status, body, what] of answers)
    await withServer(
      (response) => response.writeHead(status).end(body),
      async (url) => {
        const result = await doctor({ TWILIO_API_URL: url });
        expectNamed(result, 'twilio', 'failed', what);
        assert.ok(of(result, 'credentials').every((finding) => finding.status === 'skipped'));
      },
    );
});

test('Twilio that answers nothing of use is a failure, whatever the question', async () => {
  try {
    for (const status of [429, 500]) {
      await sandbox.restFaults({ status });
      expectNamed(await doctor(), 'twilio', 'failed', new RegExp(`answers ${status}`));
      await sandbox.restFaults({ status, path: '/Accounts' });
      const late = await doctor();
      assert.deepEqual(
        of(late, 'credentials').map((finding) => finding.status),
        ['failed', 'failed'],
      );
      expectNamed(late, 'credentials', 'failed', /did not tell about the account/);
      expectNamed(late, 'credentials', 'failed', /did not tell about the API key/);
    }
    for (const [path, check] of [
      ['/Applications', 'twiml_app'],
      ['/IncomingPhoneNumbers', 'caller_id'],
      ['/DialingPermissions', 'geo_permissions'],
    ]) {
      await sandbox.restFaults({ status: 500, path });
      expectNamed(await doctor(), check, 'failed', /did not tell about/);
    }
  } finally {
    await sandbox.restFaults();
  }
});

test('after one question without an answer Twilio is asked no more, and admins share an examination', async () => {
  const admin = gateway.addUser('patient', 'premium');
  gateway.command('user', 'set-role', admin.id, 'admin');
  const ask = () =>
    client(gateway, admin.token)('GET', '/v1/admin/checks', { headers: { 'x-admin-password': password } });
  try {
    await sandbox.restFaults({ silent: true, path: '/Accounts' });
    const before = (await sandbox.requests()).length;
    const answers = await Promise.all([ask(), ask(), ask()]);
    for (const { status, body } of answers) {
      assert.equal(status, 200);
      assert.deepEqual(body, answers[0].body);
      assert.match(of(body, 'credentials')[0].what, /did not tell about the account/);
      assert.equal(of(body, 'credentials')[0].status, 'failed');
    }
    assert.equal((await sandbox.requests()).length - before, 2, 'one for who is there, one for the account');
  } finally {
    await sandbox.restFaults();
  }
});

const atTheProxy = [
  ['strips the signature', { drop: ['x-twilio-signature'] }, /X-Twilio-Signature was stripped/],
  ['strips all our headers', { drop: ['x-twilio-signature', 'x-teleperson-proof'] }, /was stripped/],
  ['rewrites the body', { body: (text) => text.replace('Text', 'text') }, /The body was changed/],
  ['changes the query', { query: (query) => `${query}&via=proxy` }, /The path was changed/],
  ['keeps the prefix', { strip: '' }, /does not know the path/],
  ['strips too much', { strip: '/calls/v1' }, /does not know the path/],
  [
    'redirects to https',
    { redirect: (url) => url.replace('http:', 'https:') },
    /redirects \(301\) to another scheme/,
  ],
  [
    'redirects to another host',
    { redirect: (url) => url.replace('127.0.0.1', 'localhost') },
    /another host \(localhost/,
  ],
  ['answers itself', { answer: [200, '<h1>Welcome</h1>'] }, /Something other than this gateway/],
  ['does not reach the gateway', { answer: [502, 'Bad gateway'] }, /does not reach the gateway/],
];
for (const [name, fault, what] of atTheProxy)
  test(`a proxy that ${name}`, async () => {
    proxy.put({ strip: '/calls', ...fault });
    expectNamed(await doctor(), 'webhook', 'failed', what);
  });

test('a proxy that says another scheme, and one that swallows preflights', async () => {
  proxy.put({ strip: '/calls', add: { 'x-forwarded-proto': 'https' } });
  expectNamed(await doctor(), 'webhook', 'warning', /asked by https/);
  proxy.put({ strip: '/calls', swallowOptions: true });
  expectNamed(await doctor(), 'cors', 'failed', /without Access-Control-Allow-Origin/);
});

test('a PUBLIC_URL with the wrong scheme, host, port or path', async () => {
  const cases = [
    [`https://127.0.0.1:${publicPort}/calls`, /No secure connection to 127.0.0.1/],
    ['http://127.0.0.1:9/calls', /Nothing answers at 127.0.0.1 port 9/],
    [`http://localhost:${publicPort}/calls`, /another PUBLIC_URL, which differs in host/],
    [`http://127.0.0.1:${publicPort}/other`, /does not know the path/],
    [`http://127.0.0.1:${gateway.port}`, /another PUBLIC_URL, which differs in port/],
  ];
  for (const [url, what] of cases) expectNamed(await doctor({ PUBLIC_URL: url }), 'webhook', 'failed', what);
  const tls = await doctor({ PUBLIC_URL: cases[0][0] });
  expectNamed(tls, 'certificate', 'failed', /No secure connection/);
});

test('another Auth Token than the gateway’s, and no extension', async () => {
  const result = await doctor({ TWILIO_AUTH_TOKEN: randomHex(16), ALLOWED_ORIGINS: '' });
  expectNamed(result, 'webhook', 'failed', /does not accept the signature/);
  expectNamed(result, 'cors', 'warning', /names no browser extension/);
});

test('a database that is missing', async () => {
  const result = await doctor({ DATABASE_URL: 'sqlite:/nonexistent/voice.db' });
  expectNamed(result, 'database', 'failed', /cannot be opened/);
  expectNamed(result, 'migrations', 'failed', /has schema 0/);
  expectNamed(result, 'settings', 'skipped', /not read/);
});

test('admins get the same from the running gateway, and nobody else does', async () => {
  const admin = gateway.addUser('admin', 'premium');
  gateway.command('user', 'set-role', admin.id, 'admin');
  const ask = (user) =>
    client(gateway, user.token)('GET', '/v1/admin/checks', { headers: { 'x-admin-password': password } });
  const { status, body } = await ask(admin);
  assert.equal(status, 200);
  assert.equal(body.passed, true);
  proxy.put({ strip: '/calls', drop: ['x-twilio-signature'] });
  const { body: later } = await ask(admin);
  assert.match(of(later, 'webhook')[0].what, /was stripped/);
  assert.equal((await ask(gateway.users.premium)).status, 403);
});

test('text for people says the same, and the log holds no secret', async () => {
  proxy.put({ strip: '/calls', drop: ['x-twilio-signature'] });
  const { status, stdout, stderr } = await gateway.runAside('doctor');
  assert.equal(status, 1);
  assert.match(stdout, /^failed +webhook +The header X-Twilio-Signature was stripped/m);
  assert.match(stdout, /^ +Why: .+\n +Do: +Let the proxy/m);
  assert.match(stderr, /Failed: 1\./);
  for (const secret of [gateway.authToken, gateway.apiSecret]) assert.ok(!gateway.log.includes(secret));
});

test('what others answer reaches no terminal as it came', async () => {
  const echo = {
    signature: 'invalid',
    body_sha256: '',
    public_url: gateway.publicUrl,
    method: 'POST',
    target: '/\u001b]0;title\u0007\u009b2J\nok  webhook  fine',
  };
  const shown = '/\\x1b]0;title\\x07\\xc2\\x9b2J\\nok  webhook  fine';
  const cases = [
    [{ answer: [200, JSON.stringify(echo)] }, `arrived as ${shown}.`],
    [{ redirect: () => 'http://evil\x9b31m.example/' }, '(evil\\x9b31m.example instead'],
  ];
  for (const [fault, told] of cases) {
    proxy.put({ strip: '/calls', ...fault });
    const { stdout, stderr } = await gateway.runAside('doctor');
    assert.ok(stdout.includes(told), stdout);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    assert.doesNotMatch(stdout + stderr, /[\x00-\x09\x0b-\x1f\x7f-\x9f\ufffd]/);
    const { stdout: json } = await gateway.runAside('doctor', '--json');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the same
    assert.doesNotMatch(json, /[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
    JSON.parse(json);
  }
});

test('each extension of ALLOWED_ORIGINS is asked for, and the gateway’s own list is named first', async () => {
  const other = `chrome-extension://${'ponmlkjihgfedcba'.repeat(2)}`;
  const page = 'https://app.example.com';
  const result = await doctor({ ALLOWED_ORIGINS: [page, extension, other].join(',') });
  const [first, second, ...more] = of(result, 'cors');
  assert.deepEqual([first.status, second.status, more], ['ok', 'failed', []]);
  assert.ok(first.what.startsWith(extension) && second.what.includes(other));
  assert.match(second.remedy, /ALLOWED_ORIGINS, and restart it\. If it has: let the proxy/);
  proxy.put({ strip: '/calls', answerHeaders: { 'access-control-allow-headers': 'Content-Type' } });
  expectNamed(await doctor(), 'cors', 'failed', /without X-TLE-Token in Access-Control-Allow-Headers/);
});

test('with PostgreSQL it speaks of PostgreSQL: empty, ready, of a newer program, for reading only, and away', async () => {
  const server = new PostgresqlServer().start('fsync=off');
  const environment = { DATABASE_URL: server.url() };
  try {
    const empty = await doctor(environment);
    expectNamed(empty, 'database', 'failed', /cannot be opened/);
    expectNamed(empty, 'migrations', 'failed', /has schema 0/);

    assert.equal((await gateway.runAside('migrate', '--database-url', environment.DATABASE_URL)).status, 0);
    const ready = await doctor(environment);
    expectNamed(ready, 'database', 'ok', /takes writes/);
    expectNamed(ready, 'migrations', 'ok', /this program's schema/);
    expectNamed(ready, 'disk', 'skipped', /is a server's/);

    const version = server.sql('select max(version) from schema_version');
    server.sql(`insert into schema_version values (${version} + 1, 0, ${version})`);
    expectNamed(await doctor(environment), 'migrations', 'warning', /newer schema than this program's/);
    server.sql(`update schema_version set oldest_program = ${version} + 1`);
    expectNamed(await doctor(environment), 'database', 'failed', /cannot be opened/);
    server.sql(
      `delete from schema_version where version > ${version}; update schema_version set oldest_program = 1`,
    );

    server.sql('alter database postgres set default_transaction_read_only = on');
    const reading = await doctor(environment);
    expectNamed(reading, 'database', 'failed', /does not take writes/);
    assert.match(of(reading, 'database')[0].remedy, /the server's log/);
  } finally {
    server.close();
  }
  const away = await doctor(environment);
  expectNamed(away, 'database', 'failed', /cannot be opened/);
  expectNamed(away, 'migrations', 'skipped', /cannot be opened/);
});
