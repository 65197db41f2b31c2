// Both engines, with one node and with three, over little and over much: tokens a second, whole calls a second until the
// row is durable, how long an answer takes, and what of it is the engine: the same statements without a gateway.
//
//     node bench/engines.mjs seed [small|large]        fills the databases (build/bench) and ends
//     node bench/engines.mjs [small|large|both] [seconds]
//
// Load generator, gateways and server share the machine's cores; the ratio is of two figures of one run.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, freePort, Installation } from '../tests/api/harness.mjs';
import { Caller } from './engines/calls.mjs';
import { pgbench, sqliteShell } from './engines/ceiling.mjs';
import { databaseOf } from './engines/databases.mjs';
import { activeUser, activeUsers, sizes } from './engines/seed.mjs';
import { cpuMicroseconds, wrk } from './measure.mjs';

const [first = 'both', second] = process.argv.slice(2);
const seedOnly = first === 'seed';
const wanted = seedOnly ? (second ?? 'both') : first;
const seconds = seedOnly ? 0 : Number(second ?? 10);
const wantedSizes = wanted === 'both' ? Object.keys(sizes) : [wanted];
if (wantedSizes.some((size) => !sizes[size]) || Number.isNaN(seconds)) {
  console.error('Give small, large or both, and how many seconds each measurement takes.');
  process.exit(2);
}
const connections = 32;
const say = (text) => process.stderr.write(`${text}\n`);

const percentile = (times, share) =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))];

/** Nodes of one installation on a database. */
async function startNodes(database, count) {
  const nodes = [];
  const operator = new Installation({
    DATABASE_URL: database.url,
    LOG_LEVEL: 'error',
    CALLBACK_GRACE_SECONDS: '1',
  });
  operator.publicUrl = 'http://127.0.0.1:1';
  for (let i = 0; i < count; i++) {
    const node = Object.create(operator);
    node.port = await freePort();
    node.metricsPort = await freePort();
    nodes.push(node);
  }
  operator.port = nodes[0].port;
  operator.metricsPort = nodes[0].metricsPort;
  operator.command(
    'settings',
    'set',
    '--account-sid',
    operator.account,
    '--calls-per-day',
    '10000',
    '--tickets-per-minute',
    '1000',
    '--voicemail-detection',
    'off',
  );
  for (const node of nodes) await node.start();
  const stop = () => Promise.all(nodes.map((node) => node.stop()));
  return { operator, nodes, stop };
}

/** Token requests of many users, on all nodes at once, by wrk. */
async function tokens(database, { nodes }) {
  const script = join(database.folder, 'tokens.lua');
  const list = Array.from({ length: activeUsers }, (_, i) => JSON.stringify(activeUser(i + 1).token));
  writeFileSync(
    script,
    `
    local tokens, requests, at = {${list}}, {}, math.random(${activeUsers})
    init = function()
      for i, token in ipairs(tokens) do
        requests[i] = wrk.format("POST", "/v1/voice/token", {["X-TLE-Token"] = token})
      end
    end
    request = function() at = at % #requests + 1; return requests[at] end`,
  );
  const share = { connections: Math.ceil(connections / nodes.length), seconds };
  const runs = await Promise.all(nodes.map(({ port }) => wrk(`http://127.0.0.1:${port}`, script, share)));
  const sum = (name) => runs.reduce((all, run) => all + run[name], 0);
  if (sum('failures') > 0) throw new Error('Some tokens were refused.');
  return {
    perSecond: sum('perSecond'),
    count: sum('requests'),
    p50: Math.max(...runs.map(({ p50 }) => p50)),
    p99: Math.max(...runs.map(({ p99 }) => p99)),
  };
}

/** Whole calls, until the last row is in the log. */
async function calls(database, { operator, nodes }, numberId) {
  let turn = 0;
  const caller = new Caller(operator, () => nodes[turn++ % nodes.length].port, numberId);
  const count = () => database.sql(`select count(*) from voice_call_log where created_at > ${since}`);
  const since = Date.now() - 1;
  const started = performance.now();
  const { calls: made, times } = await caller.run(seconds, connections);
  await eventually('all rows', async () => Number(count()) >= made, 60);
  const took = (performance.now() - started) / 1000;
  return {
    perSecond: made / took,
    count: made,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    caller,
  };
}

const table = [];
function report(row) {
  table.push(row);
  say(Object.values(row).join('  '));
}

/** The statements of one token and of one call, as the server was sent them. */
async function traces(database, { operator, nodes }, numberId) {
  const [other, user] = [activeUser(1), activeUser(activeUsers)];
  const caller = new Caller(operator, () => nodes[0].port, numberId);
  const token = ({ token }) =>
    fetch(`http://127.0.0.1:${nodes[0].port}/v1/voice/token`, {
      method: 'POST',
      headers: { 'x-tle-token': token },
    }).then((answer) => answer.text());
  const tokenLog = await database.trace(
    () => token(other),
    () => token(user),
  );
  let ids;
  const callLog = await database.trace(
    () => caller.call(other),
    async () => {
      ids = await caller.call(user);
      const row = `select count(*) from calls where call_id = '${ids.callId}' and stage = 'logged'`;
      await eventually('its row', async () => database.sql(row) === '1');
    },
  );
  return { tokens: { log: tokenLog, ids: { user } }, calls: { log: callLog, ids } };
}

let traced; // by PostgreSQL, which is measured first; SQLite is sent the same statements

async function measure(database, nodeCount) {
  const numberId = database.sql("select id from phone_numbers where e164 = '+12125550123' limit 1");
  const cluster = await startNodes(database, nodeCount);
  const pids = () => [...cluster.nodes.map(({ process }) => process.pid), ...database.processes()];
  const found = {};
  try {
    for (const [name, work] of Object.entries({ tokens, calls })) {
      const before = cpuMicroseconds(...pids());
      found[name] = await work(database, cluster, numberId);
      found[name].cpu = (cpuMicroseconds(...pids()) - before) / found[name].count;
    }
    if (database.engine === 'postgresql') traced ??= await traces(database, cluster, numberId);
  } finally {
    await cluster.stop();
  }
  for (const [name, { perSecond, p50, p99, cpu }] of Object.entries(found)) {
    const run = database.engine === 'postgresql' ? pgbench : sqliteShell;
    const alone = run(database, name, traced[name], { seconds, clients: 8 });
    report({
      engine: database.engine,
      nodes: nodeCount,
      rows: sizes[database.size].calls.toLocaleString('en'),
      what: name,
      'per second': Math.round(perSecond),
      'p50 ms': p50.toFixed(1),
      'p99 ms': p99.toFixed(1),
      'CPU us': Math.round(cpu),
      'engine alone': Math.round(alone.perSecond),
      transactions: alone.transactions,
      ratio: (perSecond / alone.perSecond).toFixed(2),
    });
  }
  database.forgetCalls();
}

for (const size of wantedSizes) {
  for (const [engine, nodeCounts] of [
    ['postgresql', [1, 3]],
    ['sqlite', [1]],
  ]) {
    const database = databaseOf(engine, size);
    database.start();
    try {
      database.seed(say);
      if (!seedOnly) for (const nodeCount of nodeCounts) await measure(database, nodeCount);
    } finally {
      database.stop();
    }
  }
}
if (!seedOnly) {
  const columns = Object.keys(table[0]);
  console.log(
    [columns, columns.map(() => '---'), ...table.map(Object.values)]
      .map((row) => `| ${row.join(' | ')} |`)
      .join('\n'),
  );
}
