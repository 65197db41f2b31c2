// From SQLite to PostgreSQL: killed at random moments and run again, with every row on the other side once.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, before, test } from 'node:test';
import { sql } from './database.mjs';
import { Installation, voiceProgram } from './harness.mjs';
import { PostgresqlServer } from './postgresqlServer.mjs';

const users = 60_000;
const calls = 240_000;

let server;
let source;
before(async () => {
  server = new PostgresqlServer().start('fsync=off');
  source = await Installation.create();
  source.seed();
  sql(
    source,
    `begin;
     create temporary table n as with recursive n (i) as (select 1 union all select i + 1 from n where i < ${calls}) select i from n;
     insert into users (id, id_hash, plan, created_at)
       select 'many-' || i, printf('%064x', i), case i % 3 when 0 then 'free' else 'pro' end, i from n where i <= ${users};
     insert into extension_tokens (token_hash, user_id, created_at)
       select printf('%064x', i), 'many-' || i, i from n where i <= ${users};
     insert into voice_call_log (created_at, user_id_hash, to_number_hash, duration_seconds, outcome, call_key)
       select 1750000000000 + i * 60000, printf('%064x', i % 1000), printf('%064x', i % 50), i % 600, 'answered',
              printf('%064x', i) from n;
     commit;`,
  );
});
after(async () => {
  await source.close();
  server.close();
});

const from = () => source.environment.DATABASE_URL;
const copyInto = (schema, ...options) =>
  source.tryCommand('copy', '--from', from(), '--to', server.url(schema), ...options);

/** Starts a copy and kills it after a while. True: it was not done yet. */
function copyAndKill(schema, milliseconds) {
  const child = spawn(voiceProgram, ['copy', '--from', from(), '--to', server.url(schema)], {
    env: source.environment,
    stdio: 'ignore',
  });
  setTimeout(() => child.kill('SIGKILL'), milliseconds);
  return new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal === 'SIGKILL')));
}

test('killed at random moments, it goes on and ends with every row once', { timeout: 240_000 }, async () => {
  let kills = 0;
  for (let i = 0; i < 12; i++) kills += await copyAndKill('killed', 100 + Math.random() * 900);
  assert.ok(kills > 0);
  const { status, stdout, stderr } = copyInto('killed', '--json');
  assert.equal(status, 0, stderr);
  const report = JSON.parse(stdout);
  assert.equal(report.complete, true);
  const rows = Object.fromEntries(report.tables.map(({ name, rows }) => [name, rows]));
  assert.equal(rows.voice_call_log, calls);
  assert.equal(rows.users, users + 3);
  for (const { name, rows, target_rows, same } of report.tables) {
    assert.deepEqual([rows, same], [target_rows, true], name);
    assert.equal(Number(server.sql(`select count(*) from ${name}`, 'killed')), rows, name);
  }
  assert.equal(server.sql(`select count(distinct id) from voice_call_log`, 'killed'), String(calls));
  const counted = `select coalesce(plan, ''), count(*), count(disabled_at) from users group by 1 order by 1`;
  const kept = 'select plan, users, disabled from plan_counts where users > 0 order by 1';
  assert.equal(server.sql(kept, 'killed'), server.sql(counted, 'killed'));
  assert.equal(server.sql(`select count(*) from pg_trigger where tgenabled = 'D'`, 'killed'), '0');
});

test('a source that a gateway serves is left alone', async () => {
  await source.start();
  try {
    const { status, stderr } = copyInto('served');
    assert.equal(status, 4, stderr);
    assert.match(stderr, /stop the gateway first/);
  } finally {
    await source.stop('SIGKILL');
  }
});

test('a gateway cannot come while the copy runs', async () => {
  const child = spawn(voiceProgram, ['copy', '--from', from(), '--to', server.url('alone')], {
    env: source.environment,
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  while (server.sql(`select to_regclass('copy_progress') is not null`, 'alone') !== 't');
  child.kill('SIGSTOP');
  const refused = source.tryCommand('user', 'set-plan', source.users.free.id, 'pro');
  assert.equal(refused.status, 1, refused.stderr);
  child.kill('SIGCONT');
  assert.equal(await ended, 0);
});

test('what is wrong is said, and changes nothing', () => {
  const other = copyInto('changed');
  assert.equal(other.status, 0, other.stderr);
  server.sql("update users set plan = 'free' where id = 'many-2'", 'changed');
  const differs = copyInto('changed');
  assert.equal(differs.status, 4, differs.stderr);
  assert.match(differs.stderr, /holds other data/);
  const way = source.tryCommand('copy', '--from', server.url('changed'), '--to', from());
  assert.equal(way.status, 1);
  assert.match(way.stderr, /goes from sqlite:PATH to postgresql:/);
  assert.equal(source.tryCommand('copy').status, 2);
  const secret = source.tryCommand(
    'copy',
    '--from',
    from(),
    '--to',
    'postgresql://voice:hunter2@db.example/app',
  );
  assert.equal(secret.status, 2);
  assert.doesNotMatch(secret.stderr, /hunter2/);
  assert.match(source.tryCommand('copy', '--help').stdout, /--from/);
});
