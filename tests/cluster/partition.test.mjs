// The network between nodes and PostgreSQL swallows everything. Needs network namespaces, so root.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { eventually, run } from '../api/harness.mjs';
import { Cluster } from './cluster.mjs';
import { atExit } from './processes.mjs';
import { Report } from './report.mjs';
import { Traffic } from './traffic.mjs';

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const namespace = `tele${process.pid}`;
const link = `t${process.pid}`;
const nowhere = '02:00:00:00:00:99';

let cluster;
let traffic;
let report;

/** PostgreSQL in a network of its own, at an address for each node, each of which has an address of its own there. */
const server = (index) => `10.213.0.${index + 2}`;
const client = (index) => `10.213.0.${index + 102}`;

function makeNetwork() {
  const ip = (...args) => run('ip', args);
  const inside = (...args) => run('ip', ['-n', namespace, ...args]);
  ip('link', 'add', link, 'type', 'veth', 'peer', 'name', 'db', 'netns', namespace);
  inside('link', 'set', 'lo', 'up');
  inside('link', 'set', 'db', 'up');
  ip('link', 'set', link, 'up');
  for (const index of [0, 1, 2]) {
    inside('addr', 'add', `${server(index)}/32`, 'dev', 'db');
    inside('route', 'add', client(index), 'dev', 'db', 'src', server(index));
    ip('addr', 'add', `${client(index)}/32`, 'dev', link);
    ip('route', 'add', server(index), 'dev', link, 'src', client(index));
  }
}

function canMakeNetwork() {
  if (process.getuid() !== 0 || spawnSync('ip', ['netns', 'add', namespace]).status !== 0) return false;
  atExit(() => run('ip', ['netns', 'del', namespace]));
  try {
    makeNetwork();
    return true;
  } catch (error) {
    console.log(error.message);
    return false;
  }
}
const skip = canMakeNetwork() ? false : 'this machine has no network namespaces, or we may not make them';

/** Both ways, without a word to either side: the other's packets go to a card that nobody has. */
function cut(indexes) {
  for (const index of indexes) {
    run('ip', ['neigh', 'replace', server(index), 'lladdr', nowhere, 'dev', link, 'nud', 'permanent']);
    run('ip', [
      '-n',
      namespace,
      'neigh',
      'replace',
      client(index),
      'lladdr',
      nowhere,
      'dev',
      'db',
      'nud',
      'permanent',
    ]);
  }
  return () => {
    for (const index of indexes) {
      run('ip', ['neigh', 'del', server(index), 'dev', link]);
      run('ip', ['-n', namespace, 'neigh', 'del', client(index), 'dev', 'db']);
    }
  };
}

before(async () => {
  if (skip) return;
  const setpriv = ['setpriv', '--reuid', 'postgres', '--regid', 'postgres', '--clear-groups'];
  cluster = await Cluster.start({
    postgresql: {
      settings: { listen_addresses: '*' },
      inside: ['ip', 'netns', 'exec', namespace, ...setpriv],
    },
    host: server,
  });
  report = new Report(cluster, 'Three nodes, PostgreSQL in a network of its own');
  traffic = Traffic.start(cluster);
});
after(() => cluster?.stop());

test('one node is cut off from PostgreSQL: it says so, the others go on', { skip }, async () => {
  const [node] = cluster.nodes;
  const seen = await report.run('one node cut off', traffic, async () => {
    const heal = cut([0]);
    await eventually('the node to be red', async () => !(await node.isReady()), 30);
    await traffic.progress();
    await pause(8000);
    return heal;
  });
  assert.ok(seen.slowest < 10_000, `${seen.slowest} ms`);
});

test('all nodes are cut off', { skip }, async () => {
  const seen = await report.run('all nodes cut off', traffic, async () => {
    const heal = cut([0, 1, 2]);
    await eventually(
      'all nodes to be red',
      async () => (await Promise.all(cluster.nodes.map((node) => node.isReady()))).every((ready) => !ready),
      30,
    );
    await pause(8000);
    return heal;
  });
  assert.ok(seen.slowest < 10_000, `${seen.slowest} ms`);
});

test('nothing was lost, doubled, redeemed twice or allowed after its revocation', { skip }, async () => {
  report.print(await traffic.verify());
});
