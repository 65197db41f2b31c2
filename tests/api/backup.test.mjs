// docs/backup.md, done: a backup under traffic, the loss of everything, the restore, and what has to follow it. Then
// every call that Twilio knows has its row, and who was erased after the backup stays erased.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { askForTicket, companyNumbers } from './call.mjs';
import { client } from './contract.mjs';
import { eventually, Installation, run } from './harness.mjs';
import { PostgresqlServer } from './postgresqlServer.mjs';
import { Sandbox } from './sandbox.mjs';
import { SdkCall } from './sdkCall.mjs';

const busy = '+12125550191'; // a number that the sandbox plays
const callers = 6;
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const zeros = '0'.repeat(64);

/** Beside the traffic, which this process drives. */
function aside(program, ...args) {
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (status) => (status === 0 ? resolve() : reject(new Error(`${program}: ${status}`))));
  });
}

let server;
before(() => {
  server = new PostgresqlServer().start();
});
after(() => server.close());

const database = (gateway) => join(gateway.folder, 'voice.db');
const sqliteRestore = (gateway, backup) => {
  for (const end of ['', '-wal', '-shm']) rmSync(`${database(gateway)}${end}`, { force: true });
  renameSync(backup, database(gateway));
};

const ways = {
  'SQLite, .backup': {
    backup: (gateway, to) => aside('sqlite3', '-cmd', '.timeout 8000', database(gateway), `.backup ${to}`),
    restore: sqliteRestore,
  },
  'SQLite, vacuum into': {
    backup: (gateway, to) =>
      aside('sqlite3', '-cmd', '.timeout 8000', database(gateway), `vacuum into '${to}'`),
    restore: sqliteRestore,
  },
  'PostgreSQL, pg_dump': {
    url: () => server.url('dumped'),
    backup: (_, to) => aside('pg_dump', '-Fc', '-n', 'dumped', '-f', to, server.uri),
    restore: (_, backup) => {
      server.sql('drop schema dumped cascade', 'public');
      run('pg_restore', ['--exit-on-error', '-d', server.uri, backup]);
    },
  },
  'PostgreSQL, pg_basebackup': {
    url: () => server.url('based'),
    backup: async (_, to) => {
      mkdirSync(to);
      await aside(
        'pg_basebackup',
        '-h',
        server.folder,
        '-U',
        'postgres',
        '-c',
        'fast',
        '-D',
        join(to, 'data'),
      );
    },
    restore: (gateway, backup) => {
      server.close();
      const folder = mkdtempSync(join(tmpdir(), 'teleperson-restored-'));
      renameSync(join(backup, 'data'), join(folder, 'data'));
      if (process.getuid() === 0) run('chown', ['-R', 'postgres', folder]);
      server = new PostgresqlServer(folder).start();
      gateway.extra.DATABASE_URL = server.url('based');
    },
  },
};

/**
 * Calls of one user, one after the other, until `goesOn` is false or the user is refused. Counts those of users who stay:
 * the last call of the one who leaves may be refused at the webhook.
 */
async function callOn(world, user) {
  const { gateway, sandbox } = world;
  const directory = await companyNumbers(gateway, user);
  while (world.goesOn) {
    const ticket = await askForTicket(gateway, user, directory.busy.id);
    if (ticket.status === 401) return;
    assert.equal(ticket.status, 201, JSON.stringify(ticket.body));
    const token = await client(gateway, user.token)('POST', '/v1/voice/token');
    if (token.status === 401) return;
    const call = await SdkCall.connect(sandbox, token.body.token);
    call.invite({ ticket: ticket.body.ticket });
    await call.over();
    if (user !== world.leaving) world.calls++;
  }
}

for (const [name, { url, backup, restore }] of Object.entries(ways)) {
  test(name, { timeout: 120_000 }, async () => {
    const since = new Date(Date.now() - 1000).toISOString();
    const gateway = await Installation.create({
      CALLBACK_GRACE_SECONDS: '1',
      RECONCILE_AFTER_SECONDS: '1',
      ...(url && { DATABASE_URL: url() }),
    });
    gateway.extra.ERASURES_FILE = join(gateway.folder, 'erasures');
    gateway.seed();
    gateway.command('number', 'add', busy, '--company', 'example.com', '--label', 'busy');
    gateway.command('number', 'verify', busy);
    const users = Array.from({ length: callers }, (_, i) => gateway.addUser(`caller${i}`, 'premium'));
    const leaving = users[0];
    const sandbox = await Sandbox.start(gateway, { options: { '--log-level': 'error' } });
    Object.assign(gateway.extra, sandbox.environment);
    await gateway.start();

    const world = { gateway, sandbox, leaving, goesOn: true, calls: 0 };
    const traffic = Promise.all(users.map((user) => callOn(world, user)));
    await eventually('calls', () => world.calls > 2 * callers);
    const saved = join(gateway.folder, 'saved');
    await backup(gateway, saved);
    const then = world.calls;
    await eventually('more calls', () => world.calls > then + 2 * callers);
    assert.equal((await gateway.runAside('user', 'erase', leaving.id)).status, 0);
    world.goesOn = false;
    await traffic;

    await gateway.stop('SIGKILL');
    restore(gateway, saved);
    const again = gateway.tryCommand('user', 'erase', '--again-from', gateway.extra.ERASURES_FILE, '--json');
    assert.deepEqual(JSON.parse(again.stdout), { erasures: 1, came_back: 1 }, again.stderr);
    await gateway.start();
    let last;
    await eventually(
      'the log to be complete',
      () => {
        last = gateway.tryCommand('reconcile', '--restore', '--since', since, '--json');
        return last.status === 0;
      },
      40,
    ).catch((error) => assert.fail(`${error.message}\n${last.stdout}${last.stderr}`));

    const records = await sandbox.client().calls.list({ pageSize: 1000 });
    const parents = new Set(records.map(({ parentCallSid }) => parentCallSid).filter(Boolean));
    const identity = `client:u_${sha256(leaving.id)}`;
    const ofLeaving = records.filter(({ sid, from }) => parents.has(sid) && from === identity);
    const rows = gateway.callLog();
    assert.equal(rows.length, parents.size);
    assert.ok(rows.length >= world.calls && world.calls > then);
    assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length);
    assert.ok(ofLeaving.length > 0);
    assert.equal(rows.filter((row) => row.user_id_hash === zeros).length, ofLeaving.length);
    assert.ok(rows.every((row) => row.user_id_hash !== sha256(leaving.id)));
    for (const row of rows) assert.deepEqual([row.outcome, row.duration_seconds], ['failed', 0]);
    assert.equal(gateway.tryCommand('user', 'set-plan', leaving.id, 'pro').status, 3);
    await gateway.close();
    await sandbox.stop();
  });
}
