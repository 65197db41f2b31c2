// Three nodes on one PostgreSQL under continuous calls: what breaks, breaks here.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually } from '../api/harness.mjs';
import { Cluster, role } from './cluster.mjs';
import { Report } from './report.mjs';
import { Traffic } from './traffic.mjs';

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const longest_answer = 10_000; // milliseconds, whatever happens

let cluster;
let traffic;
let report;

before(async () => {
  cluster = await Cluster.start();
  report = new Report(cluster, 'Three nodes, PostgreSQL');
  traffic = Traffic.start(cluster);
});
after(() => cluster.stop());

/** The events of an outage that each node has logged since `seen`. */
const outages = () => cluster.nodes.map((node) => node.events('store.unavailable').length);
const ends = () => cluster.nodes.map((node) => node.events('store.available_again').length);

test('kill -9 of one node after the other', async () => {
  await report.run('kill -9 of a node, each once', traffic, async () => {
    for (const node of cluster.nodes) {
      await node.program.end('SIGKILL');
      await traffic.progress();
      await node.start();
    }
  });
});

test('a rolling restart refuses nothing that is not tried again', async () => {
  await report.run('rolling restart', traffic, async () => {
    for (const node of cluster.nodes) {
      const { code } = await node.program.end('SIGTERM');
      assert.equal(code, 0);
      await node.start();
    }
  });
});

test('a node that is paused holds nobody up', async () => {
  const [node] = cluster.nodes;
  const seen = await report.run(
    'a node paused',
    traffic,
    async () => {
      node.program.pause();
      await pause(6000); // longer than PostgreSQL waits for a transaction that does not go on
      return () => node.program.resume();
    },
    { without: [node] },
  );
  assert.ok(seen.slowest < longest_answer);
});

test('PostgreSQL restarts', async () => {
  await report.run('restart of PostgreSQL', traffic, () => cluster.postgresql.restart());
});

test('kill -9 of a backend of PostgreSQL, which restarts all of them', async () => {
  await report.run('kill -9 of a backend', traffic, () => {
    const pid = cluster.sql(`select pid from pg_stat_activity where usename = '${role}' limit 1`);
    process.kill(Number(pid), 'SIGKILL');
  });
});

test('kill -9 of all of PostgreSQL, and ten seconds without it', async () => {
  const [begun, ended] = [outages(), ends()];
  const seen = await report.run('kill -9 of PostgreSQL', traffic, async () => {
    await cluster.postgresql.program.end('SIGKILL');
    await eventually('all nodes to be red', async () =>
      (await Promise.all(cluster.nodes.map((node) => node.isReady()))).every((ready) => !ready),
    );
    await pause(5000);
    return () => cluster.postgresql.launch();
  });
  assert.ok(seen.slowest < longest_answer);
  // Logged when it begins and when it is over, not for each of all those requests.
  cluster.nodes.forEach((node, i) => {
    assert.equal(outages()[i], begun[i] + 1, node.program.log);
    assert.equal(ends()[i], ended[i] + 1, node.program.log);
  });
});

test('PostgreSQL is paused', async () => {
  const seen = await report.run('PostgreSQL paused', traffic, async () => {
    cluster.postgresql.program.pause();
    await eventually('all nodes to be red', async () =>
      (await Promise.all(cluster.nodes.map((node) => node.isReady()))).every((ready) => !ready),
    );
    const answer = await fetch(`http://127.0.0.1:${cluster.nodes[0].port}/v1/voice/token`, {
      method: 'POST',
      headers: { 'x-tle-token': traffic.someToken },
    });
    const problem = await answer.json();
    assert.deepEqual([answer.status, problem.reason], [503, 'unavailable']);
    assert.match(answer.headers.get('retry-after'), /^\d+$/);
    await pause(5000);
    return () => cluster.postgresql.program.resume();
  });
  assert.ok(seen.slowest < longest_answer, `${seen.slowest} ms`);
});

test('PostgreSQL takes no more connections', async () => {
  const seen = await report.run('no connections left', traffic, async () => {
    cluster.postgresql.sql(`alter role ${role} connection limit 0;
      select pg_terminate_backend(pid) from pg_stat_activity where usename = '${role}'`);
    await eventually('all nodes to be red', async () =>
      (await Promise.all(cluster.nodes.map((node) => node.isReady()))).every((ready) => !ready),
    );
    await pause(3000);
    return () => cluster.postgresql.sql(`alter role ${role} connection limit -1`);
  });
  assert.ok(seen.slowest < longest_answer);
});

test('few connections are enough to go on', async () => {
  await report.run('nine connections left', traffic, async () => {
    cluster.postgresql.sql(`alter role ${role} connection limit 9;
      select pg_terminate_backend(pid) from pg_stat_activity where usename = '${role}'`);
    await traffic.progress(10);
    return () => cluster.postgresql.sql(`alter role ${role} connection limit -1`);
  });
});

test('nothing was lost, doubled, redeemed twice or allowed after its revocation', async () => {
  report.print(await traffic.verify());
});
