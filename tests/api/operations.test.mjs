// What operators meet: health, metrics, logs, drain, refusals to start, and the commands.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Call, companyNumbers } from './call.mjs';
import { checkAnswer, client } from './contract.mjs';
import { eventually, Installation, numbers, randomHex, randomSid } from './harness.mjs';

let gateway;
before(async () => {
  gateway = await Installation.running();
});
after(() => gateway.close());

const get = async (installation, path) => {
  const answer = await fetch(`http://127.0.0.1:${installation.port}${path}`);
  return { status: answer.status, body: await checkAnswer('GET', path, answer) };
};
const metrics = async (installation) =>
  (await fetch(`http://127.0.0.1:${installation.metricsPort}/metrics`)).text();

test('health says what is checked', async () => {
  for (const path of ['/livez', '/readyz', '/healthz']) {
    const { status, body } = await get(gateway, path);
    assert.deepEqual([status, body.status], [200, 'ok'], path);
  }
});

test('metrics have a listener of their own', async () => {
  await client(gateway, gateway.users.premium.token)('POST', '/v1/voice/token');
  assert.match(await metrics(gateway), /^teleperson_voice_access_tokens_total 1$/m);
  assert.equal((await fetch(`http://127.0.0.1:${gateway.port}/metrics`)).status, 404);
});

test('SIGTERM: not ready, no new tickets, callbacks still taken, then a clean end', async () => {
  const draining = await Installation.running({ DRAIN_DEADLINE_SECONDS: '60', CALLBACK_GRACE_SECONDS: '1' });
  try {
    const call = await Call.dialed(draining, draining.users.premium);
    const directory = await companyNumbers(draining, draining.users.other);
    draining.process.kill('SIGTERM');
    await eventually('readiness to fail', async () => (await get(draining, '/readyz')).status === 503);
    assert.equal((await get(draining, '/livez')).status, 200);
    const other = client(draining, draining.users.other.token);
    const refused = await other('POST', '/v1/voice/calls', { body: { number_id: directory.us.id } });
    assert.deepEqual([refused.status, refused.body.reason], [503, 'draining']);
    for (const callback of call.answeredCallbacks.slice(0, 6)) assert.ok((await callback()).status < 300);
    assert.deepEqual(await draining.exited, { code: 0, signal: null });
    assert.equal(draining.callLog().length, 1);
  } finally {
    await draining.close();
  }
});

test('a drain ends at its deadline, and the next start finishes the call', async () => {
  const draining = await Installation.running({ DRAIN_DEADLINE_SECONDS: '0', CALLBACK_GRACE_SECONDS: '1' });
  try {
    const call = await Call.dialed(draining, draining.users.premium);
    assert.deepEqual(await draining.stop(), { code: 0, signal: null });
    assert.equal(draining.callLog().length, 0);
    await draining.start();
    await call.dialResult('busy');
    assert.equal(draining.callLog().length, 1);
  } finally {
    await draining.close();
  }
});

test('a client that says nothing does not keep the process alive', async () => {
  const draining = await Installation.running();
  const socket = connect(draining.port, '127.0.0.1');
  socket.on('error', () => {});
  try {
    await new Promise((resolve) => socket.on('connect', resolve));
    assert.deepEqual(await draining.stop(), { code: 0, signal: null });
  } finally {
    socket.destroy();
    await draining.close();
  }
});

test('logs hold no secret, no token, no number and no user id, and are JSON when asked for', async () => {
  const logging = await Installation.running({ LOG_LEVEL: 'debug', LOG_FORMAT: 'json' });
  try {
    const call = await Call.dialed(logging, logging.users.premium);
    for (const callback of call.answeredCallbacks) await callback();
    await client(logging, logging.users.free.token)('POST', '/v1/voice/token');
    await client(logging, `tle_${randomHex(16)}`)('POST', '/v1/voice/token');
    const text = await metrics(logging);
    await logging.stop();
    for (const line of logging.log.split('\n').filter(Boolean)) JSON.parse(line);
    const secrets = [
      logging.authToken,
      logging.apiSecret,
      call.ticket,
      call.user.token,
      call.user.id,
      call.number,
      call.number.slice(1),
      logging.users.free.id,
    ];
    for (const secret of secrets) {
      assert.ok(!logging.log.includes(secret), `the log holds ${secret}`);
      assert.ok(!text.includes(secret), `the metrics hold ${secret}`);
    }
  } finally {
    await logging.close();
  }
});

test('serve refuses to start on wrong settings and names each', async () => {
  const broken = await Installation.create();
  try {
    for (const [environment, ...words] of [
      [{ PUBLIC_URL: 'http://voice.example.com' }, 'PUBLIC_URL', 'https'],
      [{ LISTEN_ADDRESS: 'everywhere' }, 'LISTEN_ADDRESS', 'HOST:PORT'],
      [{ TOKEN_TTL_SECONDS: '60' }, 'TOKEN_TTL_SECONDS', '300'],
      [{ TWILIO_ACCOUNT_SID: 'AC123' }, 'TWILIO_ACCOUNT_SID', 'AC'],
      [{ TWILIO_API_KEY_SID: randomSid('AC') }, 'TWILIO_API_KEY_SID', 'SK'],
      [{ HASH_KEY: 'a', HASH_KEY_FILE: '/dev/null' }, 'HASH_KEY', 'HASH_KEY_FILE'],
      [
        { TWILIO_AUTH_TOKEN: undefined, TWILIO_AUTH_TOKEN_FILE: '/no/such/file' },
        'TWILIO_AUTH_TOKEN_FILE',
        '/no/such/file',
      ],
      [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL', 'sqlite:'],
      [{ ALLOWED_ORIGINS: '*' }, 'ALLOWED_ORIGINS', 'origins'],
      [{ LOG_FORMAT: 'xml', LOG_LEVEL: 'loud' }, 'LOG_FORMAT', 'LOG_LEVEL'],
    ]) {
      broken.extra = environment;
      const { status, stderr } = broken.tryCommand('serve');
      assert.equal(status, 2, `${Object.keys(environment)}: ${stderr}`);
      for (const word of words) assert.ok(stderr.includes(word), `${word} in: ${stderr}`);
    }
  } finally {
    await broken.close();
  }
});

test('serve says when its port is taken or its database cannot be opened', async () => {
  const second = await Installation.create({ LISTEN_ADDRESS: `127.0.0.1:${gateway.port}` });
  try {
    const taken = second.tryCommand('serve');
    assert.equal(taken.status, 1);
    assert.match(taken.stderr, new RegExp(`127.0.0.1:${gateway.port}`));
    second.extra = { DATABASE_URL: 'sqlite:/no/such/folder/voice.db' };
    const unopened = second.tryCommand('serve');
    assert.equal(unopened.status, 1);
    assert.match(unopened.stderr, /\/no\/such\/folder/);
    writeFileSync(join(second.folder, 'text.db'), 'This is not a database. '.repeat(100));
    second.extra = { DATABASE_URL: `sqlite:${join(second.folder, 'text.db')}` };
    assert.equal(second.tryCommand('serve').status, 1);
  } finally {
    await second.close();
  }
});

test('commands: done, missing, repeated and malformed', async () => {
  const fresh = await Installation.create();
  try {
    const id = `user-${randomHex(4)}`;
    const steps = [
      [0, 'version'],
      [0, 'migrate'],
      [0, 'migrate', '--plan'],
      [0, 'config', 'check'],
      [0, 'settings', 'show'],
      [0, 'user', 'add', id, '--email', 'a@example.com', '--plan', 'premium'],
      [4, 'user', 'add', id],
      [2, 'user', 'add'],
      [2, 'user', 'add', 'a b'],
      [2, 'user', 'add', 'x', '--role', 'root'],
      [2, 'user', 'add', 'x', '--plan', 'Gold!'],
      [2, 'user', 'add', 'x', '--email', 'nobody'],
      [0, 'user', 'set-plan', id, 'free'],
      [0, 'user', 'set-plan', id, 'free'],
      [3, 'user', 'set-plan', 'nobody', 'free'],
      [0, 'user', 'set-role', id, 'admin'],
      [2, 'user', 'set-role', id, 'king'],
      [0, 'user', 'disable', id],
      [0, 'user', 'enable', id],
      [3, 'user', 'disable', 'nobody'],
      [0, 'token', 'issue', id, '--name', 'laptop'],
      [3, 'token', 'issue', 'nobody'],
      [3, 'token', 'revoke', `tle_${randomHex(16)}`],
      [2, 'token', 'revoke', 'tle_x'],
      [3, 'number', 'add', numbers.us, '--company', 'example.com', '--label', 'Support'],
      [2, 'company', 'import', '/no/such/file.csv'],
      [2, 'number', 'add', '555-0123', '--company', 'example.com', '--label', 'Support'],
      [2, 'number', 'add', '+19005550123', '--company', 'example.com', '--label', 'Support'],
      [2, 'number', 'add', '+1911', '--company', 'example.com', '--label', 'Support'],
      [3, 'number', 'verify', numbers.us],
      [2, 'number', 'verify', numbers.us, '--until', 'tomorrow'],
      [2, 'number', 'verify', numbers.us, '--until', '2001-01-01'],
      [3, 'number', 'unverify', numbers.us],
      [2, 'settings', 'set', '--account-sid', 'AC1'],
      [2, 'settings', 'set', '--regions', 'US,XX'],
      [2, 'settings', 'set', '--caller-id', '911'],
      [2, 'settings', 'set', '--token-endpoint-url', 'http://example.com/token'],
      [2, 'settings', 'set', '--voicemail-detection', 'maybe'],
      [2, 'settings', 'set', '--call-length-seconds', '1'],
      [0, 'settings', 'set', '--regions', 'US,CA', '--plans', 'premium'],
      [0, 'calls', 'export'],
      [2, 'calls', 'export', '--format', 'xml'],
      [2, 'no-such-command'],
      [2],
      [2, 'serve', '--no-such-flag'],
      [2, 'serve', '--twilio-auth-token', 'secret'],
    ];
    for (const [status, ...args] of steps) {
      const result = fresh.tryCommand(...args);
      assert.equal(result.status, status, `${args.join(' ')}\n${result.stdout}${result.stderr}`);
      if (status !== 0) assert.ok(result.stderr.length > 10, `${args.join(' ')} says nothing`);
      assert.ok(!/terminate called|Internal error/.test(result.stderr), result.stderr);
    }
  } finally {
    await fresh.close();
  }
});

test('token issue prints the token and nothing else on standard output; revoke takes token or hash', async () => {
  const id = `user-${randomHex(4)}`;
  gateway.command('user', 'add', id);
  const { stdout } = gateway.tryCommand('token', 'issue', id);
  assert.match(stdout, /^tle_[0-9a-f]{32}\n$/);
  gateway.command('token', 'revoke', stdout.trim());
  assert.equal(gateway.tryCommand('token', 'revoke', stdout.trim()).status, 3);
});

test('every command explains itself', () => {
  for (const args of [
    [],
    ['serve'],
    ['migrate'],
    ['config', 'check'],
    ['user', 'add'],
    ['user', 'set-plan'],
    ['user', 'set-role'],
    ['user', 'disable'],
    ['user', 'enable'],
    ['token', 'issue'],
    ['token', 'revoke'],
    ['settings', 'show'],
    ['settings', 'set'],
    ['admin', 'set-password'],
    ['company', 'import'],
    ['number', 'add'],
    ['number', 'verify'],
    ['number', 'unverify'],
    ['calls', 'export'],
    ['version'],
  ]) {
    const { status, stdout } = gateway.tryCommand(...args, '--help');
    assert.equal(status, 0, args.join(' '));
    assert.match(stdout, /Usage:/);
  }
});

test('import lists bad rows and takes the good ones; a dry run takes none', async () => {
  const fresh = await Installation.create();
  try {
    const file = join(fresh.folder, 'dirty.csv');
    writeFileSync(
      file,
      [
        'Name, Industry, Secondary Industry, Support phone, Domain',
        'Good,Tests,,(212) 555-0123,good.example',
        'No domain,Tests,,,',
        'Bad number,Tests,,12,bad-number.example',
        'Good again,Tests,,,good.example',
        '"Comma, Inc.",Tests,,+1 416 555 0123,comma.example',
      ].join('\r\n'),
    );
    const dry = fresh.tryCommand('company', 'import', file, '--dry-run', '--json');
    const counts = { companies: 3, added: 3, updated: 0, unchanged: 0, numbers: 2, skipped: 2 };
    assert.deepEqual(JSON.parse(dry.stdout), { ...counts, dry_run: true });
    assert.match(fresh.tryCommand('company', 'import', file, '--dry-run').stderr, /3 new/, 'it took none');
    const real = fresh.tryCommand('company', 'import', file, '--json');
    assert.deepEqual(JSON.parse(real.stdout), { ...counts, dry_run: false });
    for (const line of [3, 4, 5]) assert.match(real.stderr, new RegExp(`dirty\\.csv:${line}: `));
    const again = fresh.tryCommand('company', 'import', file, '--json');
    assert.deepEqual(JSON.parse(again.stdout), {
      ...counts,
      added: 0,
      unchanged: 3,
      numbers: 0,
      dry_run: false,
    });
    writeFileSync(file, 'a,"b\n');
    const broken = fresh.tryCommand('company', 'import', file);
    assert.equal(broken.status, 2);
    assert.match(broken.stderr, /Nothing was imported/);
  } finally {
    await fresh.close();
  }
});
