// The Calls tab's API on the real program: export, statistics and live events.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Call } from './call.mjs';
import { checkSchema, client } from './contract.mjs';
import { eventually, Installation, randomHex } from './harness.mjs';

const password = `a long password ${randomHex(8)}`;
const rows = 50_000;
let gateway;
let admin;
before(async () => {
  gateway = await Installation.create({ CALLBACK_GRACE_SECONDS: '1' });
  gateway.seed();
  assert.equal(gateway.tryCommandOn(`${password}\n`, 'admin', 'set-password').status, 0);
  admin = gateway.addUser('admin', 'premium');
  gateway.command('user', 'set-role', admin.id, 'admin');
  await gateway.start();
});
after(() => gateway.close());

const asAdmin = (method, path, options = {}) =>
  client(gateway, admin.token)(method, path, { ...options, headers: { 'x-admin-password': password } });

async function sessionCookie() {
  const answer = await client(gateway, admin.token)('POST', '/v1/admin/session', { body: { password } });
  return answer.headers.get('set-cookie').split(';')[0];
}

const sqlite = (sql) =>
  execFileSync('sqlite3', [join(gateway.folder, 'voice.db'), sql], { encoding: 'utf8' });

/** Follows the events. `next(name, matches)` waits for one; what came before it is dropped. */
async function follow(headers) {
  const aborter = new AbortController();
  const answer = await fetch(`http://127.0.0.1:${gateway.port}/v1/admin/events`, {
    headers,
    signal: aborter.signal,
  });
  const arrived = [];
  let ended = false;
  const reading = (async () => {
    let text = '';
    for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
      text += piece;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const event = /^event: (.+)\ndata: (.+)$/.exec(text.slice(0, end));
        text = text.slice(end + 2);
        if (event) arrived.push({ name: event[1], data: JSON.parse(event[2]) });
      }
    }
  })()
    .catch((error) => assert.ok(aborter.signal.aborted, error))
    .finally(() => {
      ended = true;
    });
  const next = (name, matches = () => true) =>
    eventually(`${name} among ${JSON.stringify(arrived)}`, () => {
      const index = arrived.findIndex((event) => event.name === name && matches(event.data));
      if (index < 0) return undefined;
      const { data } = arrived[index];
      arrived.splice(0, index + 1);
      return data;
    });
  return {
    answer,
    arrived,
    next,
    ended: () => ended,
    close: async () => {
      aborter.abort();
      await reading;
    },
  };
}

const schemas = { live_calls: 'LiveCalls', calls_logged: 'CallsLogged', settings_changed: 'SettingsChanged' };

test('a call is live from its dial to its row in the log', async () => {
  const events = await follow({ cookie: await sessionCookie(), 'last-event-id': '17' });
  assert.equal(events.answer.status, 200);
  assert.equal(events.answer.headers.get('content-type'), 'text/event-stream');
  assert.equal(events.answer.headers.get('cache-control'), 'no-store');
  for (const [name, schema] of Object.entries(schemas)) checkSchema(schema, await events.next(name));

  const call = await Call.dialed(gateway);
  const stage = (wanted) => events.next('live_calls', ({ calls }) => calls[0]?.stage === wanted);
  const dialing = await stage('dialing');
  checkSchema('LiveCalls', dialing);
  assert.equal(dialing.live, 1);
  assert.equal(dialing.calls[0].company, 'Example');
  assert.equal(dialing.calls[0].label, 'us');
  const text = JSON.stringify(dialing);
  for (const secret of [call.id, call.sid, call.ticket, call.number, call.user.id])
    assert.ok(!text.includes(secret));
  await call.childStatus('ringing', { SequenceNumber: '1' });
  await stage('ringing');
  await call.childStatus('in-progress', { SequenceNumber: '2' });
  await stage('in_progress');
  await call.childStatus('completed', { SequenceNumber: '3', CallDuration: '42' });
  assert.ok((await stage('ended')).calls[0].ended_at);
  await call.dialResult('completed', { DialCallDuration: '42', DialBridged: 'true' });
  await call.amd('human');
  const { calls } = await events.next('live_calls', ({ live }) => live === 0);
  assert.deepEqual(calls, []);
  const { last_id } = await events.next('calls_logged');
  assert.equal(last_id, gateway.callLog().at(-1).id);

  // Another process changes the settings.
  gateway.command('settings', 'set', '--calls-per-day', '150');
  await events.next('settings_changed');
  await events.close();
});

test('the statistics count what happened', async () => {
  const hour = 3_600_000;
  const midnight = new Date().setUTCHours(0, 0, 0, 0);
  const starts = [midnight - 24 * hour, midnight, midnight + 24 * hour].map((at) =>
    new Date(at).toISOString(),
  );
  const before = (await asAdmin('POST', '/v1/admin/calls/statistics', { body: { starts } })).body.intervals;
  assert.equal(before.length, 2);
  const call = await Call.dialed(gateway, gateway.users.other);
  for (const send of call.answeredCallbacks) await send();
  await eventually('the row', () => gateway.callLog().length === 2);
  const { body } = await asAdmin('POST', '/v1/admin/calls/statistics', { body: { starts } });
  const sum = (name, intervals) => intervals.reduce((total, interval) => total + interval[name], 0);
  assert.equal(sum('answered', body.intervals), sum('answered', before) + 1);
  assert.equal(sum('seconds', body.intervals), sum('seconds', before) + 42);
});

test('statistics of what are no intervals are refused', async () => {
  const day = ['2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'];
  const ask = (body) => asAdmin('POST', '/v1/admin/calls/statistics', { body });
  assert.equal((await ask({ starts: day })).status, 200);
  const hostile = [
    {},
    { starts: [] },
    { starts: day.slice(1) },
    { starts: day.toReversed() },
    { starts: ['0001-01-01T00:00:00Z', '9999-01-01T00:00:00Z'] },
    { starts: day.map((text) => text.replace('00Z', '01Z')) },
    { starts: ["'; drop table calls; --", day[1]] },
    { starts: Array(401).fill(day[0]) },
    { starts: [[], {}] },
    { starts: day, user_id: 'someone' },
  ];
  for (const body of hostile)
    assert.equal((await ask(body)).body.reason, 'bad_request', JSON.stringify(body));
});

test('fifty thousand rows are exported as the command exports them, piece by piece', async () => {
  const logged = gateway.callLog().length;
  sqlite(`with recursive n(i) as (values (1) union all select i + 1 from n where i < ${rows})
    insert into voice_call_log (created_at, user_id_hash, to_number_hash, duration_seconds, outcome, call_key)
    select 1700000000000 + i * 1000, printf('%064x', i % 97), printf('%064x', i % 101), i % 600,
    case i % 3 when 0 then 'answered' when 1 then 'voicemail' else 'failed' end, printf('%064x', i) from n`);
  const answer = await fetch(`http://127.0.0.1:${gateway.port}/v1/admin/calls/export`, {
    headers: { 'x-tle-token': admin.token, 'x-admin-password': password },
  });
  assert.equal(answer.headers.get('transfer-encoding'), 'chunked');
  assert.equal(answer.headers.get('content-disposition'), 'attachment; filename="calls.csv"');
  assert.equal(answer.headers.get('content-length'), null);
  let pieces = 0;
  let text = '';
  for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
    pieces += 1;
    text += piece;
  }
  assert.ok(pieces > 10, `${pieces} pieces`);
  const lines = (csv) => csv.trimEnd().split('\n');
  const [head, ...exported] = lines(text);
  const [expectedHead, ...expected] = lines(gateway.command('calls', 'export', '--format', 'csv'));
  assert.equal(head, expectedHead);
  assert.equal(exported.length, rows + logged);
  // The command goes by id, oldest first; here the newest call is first.
  assert.deepEqual(exported.toSorted(), expected.toSorted());
  const times = exported.map((line) => line.split(',')[1]);
  assert.deepEqual(times, times.toSorted().toReversed());

  const filtered = await asAdmin(
    'GET',
    '/v1/admin/calls/export?outcome=voicemail&until=2024-01-01T00:00:00Z',
  );
  const matching = expected.filter((line) => line.endsWith(',voicemail') && line.split(',')[1] < '2024');
  assert.deepEqual(lines(filtered.body).slice(1).toSorted(), matching.toSorted());
});

test('the search answers with the hash that the export takes', async () => {
  const { body } = await asAdmin('POST', '/v1/admin/calls/search', {
    body: { user_id: gateway.users.other.id },
  });
  const { body: csv } = await asAdmin('GET', `/v1/admin/calls/export?user_id_hash=${body.user_id_hash}`);
  assert.equal(csv.trimEnd().split('\n').length, 1 + body.calls.length);
  assert.equal(body.calls.length, 1);
});

test('an export that nobody reads on does not hold anybody up', async () => {
  const aborter = new AbortController();
  const answer = await fetch(`http://127.0.0.1:${gateway.port}/v1/admin/calls/export`, {
    headers: { 'x-tle-token': admin.token, 'x-admin-password': password },
    signal: aborter.signal,
  });
  assert.equal(answer.status, 200);
  assert.equal((await asAdmin('POST', '/v1/admin/calls/search', { body: {} })).body.calls.length, 50);
  aborter.abort();
});

test('hostile filters of an export are refused', async () => {
  const hostile = ['outcome=lost', 'from=soon', 'user_id=someone', 'user_id_hash=abc', 'outcome=%', 'x=1'];
  for (const query of [...hostile, 'outcome=failed&outcome=failed', `from=${'9'.repeat(4000)}`])
    assert.equal((await asAdmin('GET', `/v1/admin/calls/export?${query}`)).body.reason, 'bad_request', query);
});

test('events end when the session is closed elsewhere', async () => {
  const cookie = await sessionCookie();
  const events = await follow({ cookie });
  await events.next('settings_changed');
  const out = await client(gateway)('DELETE', '/v1/admin/session', {
    headers: { cookie, origin: gateway.publicUrl },
  });
  assert.equal(out.status, 204);
  gateway.command('settings', 'set', '--calls-per-day', '151');
  await eventually('the end of the stream', events.ended);
  assert.ok(!events.arrived.some(({ name }) => name === 'settings_changed'), 'nothing is told any more');
});

test('a stream that was closed frees its place', async () => {
  const streams = async () =>
    /event_streams (\d+)/.exec(
      await (await fetch(`http://127.0.0.1:${gateway.metricsPort}/metrics`)).text(),
    )[1];
  await eventually('no stream', async () => (await streams()) === '0');
  const cookie = await sessionCookie();
  const many = await Promise.all(Array.from({ length: 64 }, () => follow({ cookie })));
  for (const { answer } of many) assert.equal(answer.status, 200);
  assert.equal(await streams(), '64');
  const refused = await client(gateway)('GET', '/v1/admin/events', { headers: { cookie } });
  assert.equal(refused.body.reason, 'too_many_streams');
  await Promise.all(many.map((events) => events.next('live_calls')));
  await Promise.all(many.map((events) => events.close()));
  let callsPerDay = 160;
  await eventually('all places to be free', async () => {
    // What is written tells that nobody reads any more.
    gateway.command('settings', 'set', '--calls-per-day', `${callsPerDay++}`);
    return (await streams()) === '0';
  });
});

test('a drain does not wait for streams', async () => {
  const events = await follow({ cookie: await sessionCookie() });
  await events.next('live_calls');
  const end = await gateway.stop();
  assert.deepEqual(end, { code: 0, signal: null });
  await eventually('the end of the stream', events.ended);
  assert.ok(!gateway.log.includes('drain.cut_connections'), 'the stream ended by itself');
});
