// CPU time and throughput of the gateway's hot paths beside nginx's `return 200` of the same body size, in one run and
// interleaved, since a ratio survives a change of machine and a figure does not.
//
//     node bench/hot-paths.mjs [rounds] [seconds]
//
// The server under test has one core to itself and wrk has the other. CPU time is the process's own (user and system),
// from /proc, over the requests of the round.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import twilio from 'twilio';
import { companyNumbers } from '../tests/api/call.mjs';
import { client } from '../tests/api/contract.mjs';
import { eventually, freePort, Installation, randomSid } from '../tests/api/harness.mjs';
import { cpuMicroseconds, wrk } from './measure.mjs';

const rounds = Number(process.argv[2] ?? 5);
const seconds = Number(process.argv[3] ?? 3);
const connections = 64;
const ticketUsers = 200;
const folder = mkdtempSync(join(tmpdir(), 'teleperson-bench-'));

const pin = (pid, core) => execFileSync('taskset', ['-acp', String(core), String(pid)], { stdio: 'ignore' });

function luaScript(name, text) {
  const path = join(folder, `${name}.lua`);
  writeFileSync(path, text);
  return path;
}

const lua = (value) => JSON.stringify(value);
const luaHeaders = (headers) =>
  Object.entries(headers)
    .map(([k, v]) => `wrk.headers[${lua(k)}] = ${lua(v)}\n`)
    .join('');

async function startNginx(bodies) {
  const port = await freePort();
  const locations = Object.entries(bodies)
    .map(
      ([name, bytes]) =>
        `location /${name} { default_type application/json; return 200 "${'x'.repeat(bytes)}"; }`,
    )
    .join('\n');
  writeFileSync(
    join(folder, 'nginx.conf'),
    `
    daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
    events { worker_connections 1024; }
    http { access_log off; keepalive_requests 1000000000; server { listen 127.0.0.1:${port}; ${locations} } }`,
  );
  const process = spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder], { stdio: 'ignore' });
  await eventually('nginx', () =>
    fetch(`http://127.0.0.1:${port}/token`).then(
      (a) => a.ok,
      () => false,
    ),
  );
  const worker = execFileSync('pgrep', ['-P', String(process.pid)], { encoding: 'utf8' }).trim();
  return { url: `http://127.0.0.1:${port}`, pid: worker, stop: () => process.kill('SIGQUIT') };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const gateway = await Installation.create();
gateway.seed();
const users = Array.from({ length: ticketUsers }, (_, i) => gateway.addUser(`bench${i}`, 'premium'));
await gateway.start();
const numberId = (await companyNumbers(gateway, users[0])).us.id;
const tokenAnswer = await client(gateway, users[0].token)('POST', '/v1/voice/token');
const ticketAnswer = await client(gateway, users[0].token)('POST', '/v1/voice/calls', {
  body: { number_id: numberId },
});

const callback = {
  AccountSid: gateway.account,
  CallSid: randomSid('CA'),
  CallStatus: 'completed',
  CallDuration: '5',
  Direction: 'inbound',
};
const callbackUrl = `${gateway.publicUrl}/v1/twilio/status`;
const paths = {
  token: {
    path: '/v1/voice/token',
    bytes: JSON.stringify(tokenAnswer.body).length,
    script: luaScript('token', `wrk.method = "POST"\n${luaHeaders({ 'X-TLE-Token': users[0].token })}`),
  },
  ticket: {
    path: '/v1/voice/calls',
    bytes: JSON.stringify(ticketAnswer.body).length,
    script: luaScript(
      'ticket',
      `
      local tokens = {${users.map(({ token }) => lua(token)).join(',')}}
      local requests, at = {}, 0
      init = function()
        for i, token in ipairs(tokens) do
          requests[i] = wrk.format("POST", "/v1/voice/calls", {["X-TLE-Token"] = token, ["Content-Type"] = "application/json"}, ${lua(JSON.stringify({ number_id: numberId }))})
        end
      end
      request = function() at = at % #requests + 1; return requests[at] end`,
    ),
  },
  webhook: {
    path: '/v1/twilio/status',
    bytes: 0,
    script: luaScript(
      'webhook',
      `wrk.method = "POST"\nwrk.body = ${lua(new URLSearchParams(callback).toString())}\n${luaHeaders({
        'Content-Type': 'application/x-www-form-urlencoded',
        'X-Twilio-Signature': twilio.getExpectedTwilioSignature(gateway.authToken, callbackUrl, callback),
      })}`,
    ),
  },
};

const nginx = await startNginx(
  Object.fromEntries(Object.entries(paths).map(([name, { bytes }]) => [name, bytes])),
);
pin(gateway.process.pid, 0);
pin(nginx.pid, 0);
const idle = luaScript('get', '');
console.log(
  `${rounds} rounds of ${seconds} s, ${connections} connections; CPU microseconds per request: least, median\n`,
);
console.log('path      server    CPU least   CPU median   requests/s   not 2xx');
for (const [name, { path, script }] of Object.entries(paths)) {
  const servers = {
    nginx: { pid: nginx.pid, url: `${nginx.url}/${name}`, script: idle, rows: [] },
    gateway: { pid: gateway.process.pid, url: `${gateway.publicUrl}${path}`, script, rows: [] },
  };
  for (let round = 0; round < rounds; round++) {
    for (const server of Object.values(servers)) {
      const before = cpuMicroseconds(server.pid);
      const result = await wrk(server.url, server.script, { connections, seconds, core: 1 });
      server.rows.push({ ...result, cpu: (cpuMicroseconds(server.pid) - before) / result.requests });
    }
  }
  for (const [server, { rows }] of Object.entries(servers)) {
    const cpu = rows.map((row) => row.cpu);
    const failures = rows.reduce((sum, row) => sum + row.failures, 0);
    console.log(
      `${name.padEnd(10)}${server.padEnd(10)}${Math.min(...cpu)
        .toFixed(2)
        .padStart(9)}${median(cpu).toFixed(2).padStart(13)}${Math.round(
        median(rows.map((row) => row.perSecond)),
      )
        .toString()
        .padStart(13)}${failures.toString().padStart(10)}`,
    );
  }
  const ratio = (pick) =>
    pick(servers.gateway.rows.map(({ cpu }) => cpu)) / pick(servers.nginx.rows.map(({ cpu }) => cpu));
  console.log(
    `${name.padEnd(10)}ratio     ${ratio((v) => Math.min(...v))
      .toFixed(2)
      .padStart(9)}${ratio(median).toFixed(2).padStart(13)}\n`,
  );
}
nginx.stop();
await gateway.close();
rmSync(folder, { recursive: true, force: true });
