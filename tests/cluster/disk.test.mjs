// PostgreSQL's disk is full. Needs a file system of its own, so root.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { eventually, run } from '../api/harness.mjs';
import { Cluster } from './cluster.mjs';
import { atExit } from './processes.mjs';
import { Report } from './report.mjs';
import { Traffic } from './traffic.mjs';

const folder = mkdtempSync(join(tmpdir(), 'teleperson-disk-'));
const mounted =
  process.getuid() === 0 &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'none', folder]).status === 0;
const skip = mounted ? false : 'this machine lets us mount no file system';
atExit(() => {
  if (mounted) run('umount', ['--lazy', folder]);
  rmSync(folder, { recursive: true, force: true });
});

let cluster;
let traffic;
let report;
const outages = () => cluster.nodes.map((node) => node.events('store.unavailable').length);
before(async () => {
  if (skip) return;
  cluster = await Cluster.start({
    postgresql: { folder, settings: { wal_keep_size: '10GB' } },
  });
  report = new Report(cluster, "Three nodes, a small disk of PostgreSQL's");
  traffic = Traffic.start(cluster);
});
after(() => cluster?.stop());

test('the disk is full, data and write-ahead log, until somebody makes room', { skip }, async () => {
  const { postgresql, nodes } = cluster;
  await report.run('disk full', traffic, async () => {
    const before = outages();
    spawnSync('dd', ['if=/dev/zero', `of=${folder}/filler`, 'bs=64k']);
    await eventually(
      'all nodes to be red',
      async () => (await Promise.all(nodes.map((node) => node.isReady()))).every((ready) => !ready),
      60,
    );
    await new Promise((resolve) => setTimeout(resolve, 4000));
    for (const [i, count] of outages().entries()) assert.equal(count, before[i] + 1);
    return async () => {
      rmSync(join(folder, 'filler'));
      // Without room for its log, PostgreSQL ends itself; a service manager starts it again.
      if (!postgresql.program.isRunning) await postgresql.launch();
    };
  });
});

test('nothing was lost, doubled, redeemed twice or allowed after its revocation', { skip }, async () => {
  report.print(await traffic.verify());
});
