// The example of deploy/: HAProxy, three nodes, PgBouncer in transaction mode, PostgreSQL.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Call } from '../api/call.mjs';
import { eventually } from '../api/harness.mjs';
import { Cluster, userHash } from './cluster.mjs';
import { Report } from './report.mjs';
import { Traffic } from './traffic.mjs';

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const deploy = fileURLToPath(new URL('../../deploy', import.meta.url));

let cluster;
let traffic;
let report;
before(async () => {
  cluster = await Cluster.start({ balanced: true });
  report = new Report(cluster, 'HAProxy, three nodes, PgBouncer, PostgreSQL');
  traffic = Traffic.start(cluster);
});
after(() => cluster.stop());

const allRed = () =>
  eventually('all nodes to be red', async () =>
    (await Promise.all(cluster.nodes.map((node) => node.isReady()))).every((ready) => !ready),
  );

test('a rolling restart behind HAProxy', async () => {
  const seen = await report.run('rolling restart', traffic, async () => {
    for (const node of cluster.nodes) {
      const { code } = await node.program.end('SIGTERM');
      assert.equal(code, 0);
      await node.start();
    }
  });
  assert.equal(seen.lost, 0);
});

test('kill -9 of a node behind HAProxy', async () => {
  await report.run('kill -9 of a node', traffic, async () => {
    await cluster.nodes[1].program.end('SIGKILL');
    await traffic.progress();
    return () => cluster.nodes[1].start();
  });
});

test('PgBouncer restarts', async () => {
  await report.run('kill -9 of PgBouncer', traffic, async () => {
    await cluster.pgbouncer.end('SIGKILL');
    await cluster.startPgbouncer();
  });
});

test('PostgreSQL restarts behind PgBouncer', async () => {
  await report.run('restart of PostgreSQL', traffic, () => cluster.postgresql.restart());
});

test('PostgreSQL is paused behind PgBouncer', async () => {
  const seen = await report.run('PostgreSQL paused', traffic, async () => {
    cluster.postgresql.program.pause();
    await allRed();
    await pause(4000);
    const answer = await fetch(`${cluster.publicUrl}/v1/me`);
    const problem = await answer.json();
    assert.deepEqual([answer.status, problem.reason], [503, 'unavailable']);
    assert.match(answer.headers.get('retry-after'), /^\d+$/);
    return () => cluster.postgresql.program.resume();
  });
  assert.ok(seen.slowest < 10_000, `${seen.slowest} ms`);
});

test('health is not shown to the world, and no forwarded header is believed', async () => {
  for (const path of ['/readyz', '/healthz'])
    assert.equal((await fetch(`${cluster.publicUrl}${path}`)).status, 404);
});

test('live events come through HAProxy, whichever node the call is on', async () => {
  const events = await cluster.followEvents(cluster.anyNode());
  for (const node of cluster.nodes) {
    const [user] = cluster.addUsers(1);
    const call = await Call.prepare(node, user);
    traffic.note(call);
    await call.redeem();
    await eventually('the call to be shown', () => events.text.includes(userHash(user)));
  }
  await events.stop();
});

test('nothing was lost, doubled, redeemed twice or allowed after its revocation', async () => {
  report.print(await traffic.verify());
});

test("HAProxy's configuration with TLS, and the units, are valid", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'teleperson-deploy-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const certificate = join(folder, 'voice.pem');
  const made = spawnSync('openssl', [
    ...'req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=voice.example.com'.split(' '),
    ...['-keyout', certificate, '-out', `${certificate}.crt`],
  ]);
  assert.equal(made.status, 0);
  writeFileSync(certificate, readFileSync(certificate) + readFileSync(`${certificate}.crt`));
  const check = spawnSync('haproxy', ['-c', '-f', join(deploy, 'haproxy/haproxy.cfg')], {
    env: { ...process.env, VOICE_BIND: `*:443 ssl crt ${certificate} alpn h2,http/1.1` },
    encoding: 'utf8',
  });
  assert.equal(check.status, 0, check.stderr);

  if (spawnSync('systemd-analyze', ['--version']).status !== 0)
    return t.diagnostic('no systemd-analyze here');
  const units = ['teleperson-voice@1.service', 'teleperson-voice-migrate.service'];
  cpSync(join(deploy, 'systemd'), folder, { recursive: true });
  for (const unit of units) {
    const text = readFileSync(join(folder, unit.replace('@1', '@')), 'utf8');
    writeFileSync(join(folder, unit), text.replaceAll('/usr/bin/teleperson-voice', '/bin/true'));
  }
  const verified = spawnSync('systemd-analyze', ['verify', ...units.map((unit) => join(folder, unit))], {
    encoding: 'utf8',
  });
  assert.deepEqual([verified.status, verified.stderr], [0, '']);
});
