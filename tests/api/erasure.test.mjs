// Retention and the closing of accounts, as the operator does them.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, copyFileSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Call } from './call.mjs';
import { sql } from './database.mjs';
import { eventually, Installation, randomHex, voiceProgram } from './harness.mjs';

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const zeros = '0'.repeat(64);

let gateway;
let file;
before(async () => {
  gateway = await Installation.running({ CALLBACK_GRACE_SECONDS: '1' });
  file = join(gateway.folder, 'erasures');
  gateway.extra.ERASURES_FILE = file;
});
after(() => gateway.close());

const erase = (...args) => gateway.tryCommand('user', 'erase', ...args, '--json');
const lines = () => readFileSync(file, 'utf8').split('\n').filter(Boolean);

test('a user who is erased while calling: the call goes on, the row is nobody’s', async () => {
  const user = gateway.addUser('leaving', 'premium');
  const call = await Call.dialed(gateway, user);
  const { status, stdout } = erase(user.id);
  assert.deepEqual([status, JSON.parse(stdout)], [0, { change: 'made' }]);
  for (const callback of call.answeredCallbacks) assert.ok((await callback()).status < 300);
  const row = gateway.callLog().at(-1);
  assert.deepEqual([row.user_id_hash, row.outcome, row.duration_seconds], [zeros, 'answered', 42]);
  assert.equal(sql(gateway, `select count(*) from users where id = '${user.id}';`), '0');
  assert.equal(lines().at(-1).split(' ')[0], sha256(user.id));
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const again = erase(user.id);
  assert.deepEqual([again.status, JSON.parse(again.stdout)], [0, { change: 'unchanged' }]);
  assert.equal(lines().length, 1);
});

test('exit codes', () => {
  assert.equal(erase('never-seen').status, 3);
  assert.equal(erase().status, 2);
  assert.equal(erase('somebody', '--again-from', file).status, 2);
  assert.equal(erase('--again-from', join(gateway.folder, 'missing')).status, 2);
  const user = gateway.addUser('unwritable', 'pro');
  gateway.extra.ERASURES_FILE = join(gateway.folder, 'no/such/folder/file');
  assert.equal(erase(user.id).status, 2);
  gateway.extra.ERASURES_FILE = file;
  assert.equal(sql(gateway, `select count(*) from users where id = '${user.id}';`), '1');
});

test('killed at any moment, it is done by being repeated', async () => {
  for (let i = 0; i < 20; i++) {
    const user = gateway.addUser(`killed${i}`, 'pro');
    const child = spawn(voiceProgram, ['user', 'erase', user.id], {
      env: gateway.environment,
      stdio: 'ignore',
    });
    setTimeout(() => child.kill('SIGKILL'), Math.random() * 40);
    await new Promise((resolve) => child.on('exit', resolve));
    const { status, stdout } = erase(user.id);
    assert.equal(status, 0);
    assert.match(JSON.parse(stdout).change, /^(made|unchanged)$/);
    assert.equal(lines().filter((line) => line.startsWith(sha256(user.id))).length, 1);
    assert.equal(
      sql(gateway, `select count(*) from erasures where user_id_hash = '${sha256(user.id)}';`),
      '1',
    );
  }
});

test('all of a file are erased again', () => {
  const saved = join(gateway.folder, 'saved');
  copyFileSync(file, saved);
  appendFileSync(saved, 'a line that was cut sh');
  const user = lines()[0].split(' ')[0];
  sql(gateway, `delete from erasures; insert into users (id, created_at) values ('came-back', 0);`);
  appendFileSync(file, `${sha256('came-back')} 2026-01-01T00:00:00.000Z\n`);
  const { status, stdout } = erase('--again-from', file);
  assert.deepEqual([status, JSON.parse(stdout)], [0, { erasures: lines().length, came_back: 1 }]);
  assert.equal(sql(gateway, `select count(*) from erasures where user_id_hash = '${user}';`), '1');
  assert.equal(sql(gateway, "select count(*) from users where id = 'came-back';"), '0');
  assert.equal(JSON.parse(erase('--again-from', saved).stdout).came_back, 0);
});

test('calls purge', () => {
  const insert = (day) => `insert into voice_call_log
    (created_at, user_id_hash, to_number_hash, duration_seconds, outcome, call_key)
    values (unixepoch('${day}') * 1000, '${zeros}', '${zeros}', 1, 'answered', '${randomHex(32)}');`;
  sql(gateway, ['2019-12-31', '2020-01-01', '2020-06-01'].map(insert).join(''));
  const purge = (...args) => gateway.tryCommand('calls', 'purge', '--json', ...args);
  const before = gateway.callLog().length;
  const dry = purge('--before', '2020-01-02', '--dry-run');
  assert.deepEqual(JSON.parse(dry.stdout), {
    before: '2020-01-02T00:00:00Z',
    rows: 2,
    months: 0,
    dry_run: true,
  });
  assert.equal(gateway.callLog().length, before);
  const real = purge('--before', '2020-01-02');
  assert.deepEqual([real.status, JSON.parse(real.stdout).rows], [0, 2]);
  assert.equal(gateway.callLog().length, before - 2);
  assert.equal(
    sql(gateway, "select metadata from audit_log where action = 'calls.purged';"),
    '{"before":"2020-01-02T00:00:00.000Z","rows":2,"months":0}',
  );
  assert.equal(purge('--before', new Date().toISOString().slice(0, 10)).status, 2);
  assert.equal(purge('--before', 'yesterday').status, 2);
  assert.equal(purge().status, 2);
  assert.throws(() => sql(gateway, 'delete from voice_call_log;'), /append-only/);
});

test('a retention is kept by the running gateway', async () => {
  const kept = await Installation.create({ CALL_LOG_RETENTION_DAYS: '30' });
  try {
    sql(
      kept,
      `insert into voice_call_log (created_at, user_id_hash, to_number_hash, duration_seconds, outcome, call_key)
      values (1, '${zeros}', '${zeros}', 1, 'answered', '${zeros}');`,
    );
    await kept.start();
    await eventually('the purge', () => kept.callLog().length === 0);
    assert.equal(kept.tryCommand('config', 'check', '--call-log-retention-days', '29').status, 2);
  } finally {
    await kept.close();
  }
});
