// Callbacks that never come: Twilio is asked, and every call handed to it ends in exactly one row. Twilio is the sandbox;
// calls go through its real signalling.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { askForTicket, companyNumbers } from './call.mjs';
import { client } from './contract.mjs';
import { sql } from './database.mjs';
import { eventually, freePort, Installation, numbers, randomHex } from './harness.mjs';
import { Sandbox } from './sandbox.mjs';
import { accessToken, SdkCall } from './sdkCall.mjs';
import { checkTwilioRequest } from './twilioContract.mjs';

const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** Numbers that the sandbox plays, by what they do. */
const scripted = {
  answer: '+12125550190',
  busy: '+12125550191',
  'no-answer': '+12125550192',
  'not-in-service': '+12125550193',
  voicemail: '+12125550194',
  'long-talk': '+12125550195',
  decline: '+12125550196',
};

/** Ways that a call can go: whom it rings, when the caller hangs up, how Twilio records the callee's leg, and the row. */
const ways = [
  { rings: 'answer', child: 'completed', outcome: 'answered', duration: 5 },
  { rings: 'voicemail', hangUp: 'answer', child: 'completed', outcome: 'voicemail' },
  { rings: 'long-talk', hangUp: 'answer', child: 'completed', outcome: 'answered' },
  { rings: 'long-talk', hangUp: 'ringing', child: 'canceled', outcome: 'failed' },
  { rings: 'busy', child: 'busy', outcome: 'failed' },
  { rings: 'no-answer', child: 'no-answer', outcome: 'failed' },
  { rings: 'decline', child: 'busy', outcome: 'failed' },
  { rings: 'not-in-service', child: 'failed', outcome: 'failed' },
];
const busy = ways[4];

/** Adds many users faster than the command does. */
function addUsers(installation, count) {
  const users = Array.from({ length: count }, (_, i) => ({
    id: `caller-${i}-${randomHex(4)}`,
    token: `tle_${randomHex(16)}`,
  }));
  const rows = users.map(
    ({ id, token }) =>
      `insert into users (id, id_hash, plan, created_at) values ('${id}', '${sha256(id)}', 'premium', 0);
       insert into extension_tokens (token_hash, user_id, created_at) values ('${sha256(token)}', '${id}', 0);`,
  );
  sql(installation, `pragma foreign_keys = on; begin; ${rows.join('\n')} commit;`);
  return users;
}

/** Another gateway on the same database, with an API key of its own. */
async function secondNode(installation, { sid, secret }) {
  const node = Object.assign(Object.create(Installation.prototype), installation, {
    log: '',
    process: undefined,
    port: await freePort(),
    metricsPort: await freePort(),
    apiKey: sid,
    apiSecret: secret,
  });
  return node.start();
}

const metrics = async (node) => (await fetch(`http://127.0.0.1:${node.metricsPort}/metrics`)).text();
const metric = async (node, name) =>
  Number((await metrics(node)).match(new RegExp(`^teleperson_voice_${name} (\\S+)$`, 'm'))?.[1] ?? 0);

let gateway;
let sandbox;
/** Twilio's own client, with the Auth Token. */
let twilio;
let directory;
/** What a TwiML App of somebody else's answers. */
let elsewhere;
before(async () => {
  gateway = await Installation.create({ RECONCILE_AFTER_SECONDS: '1' });
  gateway.seed();
  for (const [label, number] of Object.entries(scripted)) {
    gateway.command('number', 'add', number, '--company', 'example.com', '--label', label);
    gateway.command('number', 'verify', number);
  }
  const options = { '--ring-timeout': '2', '--machine-detection-ms': '0', '--log-level': 'error' };
  sandbox = await Sandbox.start(gateway, { options });
  twilio = sandbox.client();
  Object.assign(gateway.extra, sandbox.environment);
  await gateway.start();
  directory = await companyNumbers(gateway, gateway.users.premium);
  await sandbox.faults({ drop_callbacks: ['status', 'action', 'amd', 'parent'] });
  elsewhere = createServer((_, response) => {
    response.setHeader('content-type', 'text/xml');
    response.end(
      `<Response><Dial callerId="${gateway.callerId}"><Number>${scripted.busy}</Number></Dial></Response>`,
    );
  });
  await new Promise((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
});
after(async () => {
  elsewhere.closeAllConnections();
  elsewhere.close();
  await gateway.close();
  await sandbox.stop();
});

/** What a dialer does until the voice webhook has been answered: ticket, token, signalling. */
async function connect(user, rings) {
  const ticket = await askForTicket(gateway, user, directory[rings].id);
  assert.equal(ticket.status, 201);
  const { body: token } = await client(gateway, user.token)('POST', '/v1/voice/token');
  const call = await SdkCall.connect(sandbox, token.token);
  call.user = user;
  call.invite({ ticket: ticket.body.ticket });
  return call;
}

/** A call from its ticket to its end, of which the gateway hears nothing after the voice webhook. */
async function place(user, way) {
  const call = await connect(user, way.rings);
  call.way = way;
  if (way.hangUp) {
    await call.until(way.hangUp);
    call.hangUp();
  }
  await call.over();
  return call;
}

const rowsByUser = (installation) => {
  const rows = new Map();
  for (const row of installation.callLog()) {
    rows.set(row.user_id_hash, [...(rows.get(row.user_id_hash) ?? []), [row.outcome, row.duration_seconds]]);
  }
  return rows;
};
const rowsOf = (user) => rowsByUser(gateway).get(sha256(user.id)) ?? [];

/** Each call has one row, which says what Twilio's own client reads of it. Gives the callee's legs. */
async function assertRows(calls) {
  const rows = rowsByUser(gateway);
  const records = await twilio.calls.list({ pageSize: 1000 });
  const children = new Map(records.filter((leg) => leg.parentCallSid).map((leg) => [leg.parentCallSid, leg]));
  const parents = new Map(
    records.filter((leg) => !leg.parentCallSid).map((leg) => [leg.from.slice('client:u_'.length), leg.sid]),
  );
  for (const { user, way } of calls) {
    const leg = children.get(parents.get(sha256(user.id)));
    assert.equal(leg?.status, way.child, JSON.stringify(way));
    if (way.duration) assert.equal(leg.duration, `${way.duration}`);
    const seconds = way.outcome === 'failed' ? 0 : Number(leg.duration);
    assert.deepEqual(rows.get(sha256(user.id)), [[way.outcome, seconds]], JSON.stringify(way));
  }
  return children;
}

/** How the REST API was asked about the callee's legs of a call. */
const questions = async (call) =>
  (await sandbox.requests()).filter(({ target }) => target.includes(`ParentCallSid=${call.sid}`));

describe('two gateways and a thousand calls whose callbacks are all lost', { timeout: 240_000 }, () => {
  const legs = 880;
  const without = 120;
  const count = legs + without;
  let second;
  let children;
  const calls = [];

  /** Many at once. */
  const placeAll = async (users, wayOf) => {
    const waiting = users.map((user, i) => [user, wayOf(i)]);
    const hands = Array.from({ length: 250 }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) calls.push(await place(...next));
    });
    await Promise.all(hands);
  };
  before(async () => {
    second = await secondNode(gateway, await twilio.newKeys.create());
    const users = addUsers(gateway, count);
    await placeAll(users.slice(0, legs), (i) => ways[i % ways.length]);
    // Twilio dials nobody when the caller ID is not the account's.
    await sandbox.account({ numbers: [] });
    await placeAll(users.slice(legs), () => ({ rings: 'busy', outcome: 'failed' }));
    await sandbox.account({ numbers: [{ phone_number: gateway.callerId }] });
    await eventually('all rows', () => gateway.callLog().length >= count, 120);
  });
  after(() => second?.stop());

  test('a thousand right rows', async () => {
    assert.equal(gateway.callLog().length, count);
    children = await assertRows(calls);
    assert.equal(children.size, legs);
  });

  test('both asked, and none asked what the other did', async () => {
    const requests = await sandbox.requests();
    const end = new Map([...children].map(([parent, { endTime }]) => [parent, endTime.getTime() + 1000]));
    const late = requests
      .map(({ at, target }) => [Date.parse(at), target.match(/ParentCallSid=(CA[0-9a-f]+)/)?.[1]])
      .filter(([at, parent]) => at >= end.get(parent))
      .map(([, parent]) => parent);
    assert.equal(new Set(late).size, late.length, 'nobody asks about a call whose end somebody has read');
    for (const node of [gateway, second]) {
      assert.ok(requests.some(({ user }) => user === node.apiKey));
      assert.ok((await metric(node, 'reconcile_asked_total{result="settled"}')) > 0, 'each did a part');
    }
    assert.equal(await metric(gateway, 'reconcile_waiting_calls'), 0);
    assert.equal(await metric(gateway, 'reconcile_gaps_total'), 0);
    for (const request of requests.filter(({ user }) => user.startsWith('SK'))) checkTwilioRequest(request);
  });

  test('callbacks that come after all double nothing', async () => {
    const lost = (await sandbox.webhooks()).filter(({ dropped }) => dropped);
    assert.ok(lost.length > 100);
    const paths = new Set();
    for (const { url, params } of lost) {
      const path = url.slice(gateway.publicUrl.length);
      paths.add(path.split('?')[0]);
      assert.ok((await gateway.webhook(path, params)).status < 300);
    }
    assert.ok(paths.size > 1);
    assert.equal(gateway.callLog().length, count);
    await assertRows(calls.filter(({ way }) => way.child));
  });

  test('the period is proved complete', async () => {
    const { status, stdout, stderr } = await gateway.runAside('reconcile', '--json');
    assert.equal(status, 0, stderr + stdout);
    const report = JSON.parse(stdout);
    assert.deepEqual(
      [report.complete, report.calls, report.tickets, report.rows, report.written, report.differences],
      [true, count, count, count, 0, []],
    );
  });
});

test('a call that goes on is asked about again, until it is over', async () => {
  const [user] = addUsers(gateway, 1);
  const call = await connect(user, 'long-talk');
  call.way = ways[2];
  await call.until('answer');
  await eventually('a question', async () => (await questions(call)).length);
  assert.deepEqual(rowsOf(user), []);
  await twilio.calls(call.sid).update({ status: 'completed' });
  await eventually('the row', () => rowsOf(user).length);
  await assertRows([call]);
  assert.ok((await questions(call)).length > 1);
  call.close();
});

test('a record that is late is waited for, and so is the end in it', async () => {
  await sandbox.account({ call_record_delay_ms: 1500 });
  const [user] = addUsers(gateway, 1);
  const call = await place(user, ways[1]);
  await eventually('a question', async () => (await questions(call)).length);
  assert.deepEqual(rowsOf(user), []);
  await eventually('the row', () => rowsOf(user).length);
  assert.ok((await questions(call)).length > 1);
  await sandbox.account({ call_record_delay_ms: 0 });
  await assertRows([call]);
});

test('Twilio goes down and comes back', async () => {
  const users = addUsers(gateway, 5);
  await sandbox.restFaults({ status: 503 });
  const failed = await metric(gateway, 'reconcile_asked_total{result="failed"}');
  const calls = await Promise.all(users.map((user) => place(user, busy)));
  await eventually(
    'a question without an answer',
    async () => (await metric(gateway, 'reconcile_asked_total{result="failed"}')) > failed,
  );
  const held = await gateway.runAside('reconcile');
  assert.deepEqual([held.status, held.stdout], [1, '']);
  assert.match(held.stderr, /Twilio could not be asked/);
  // One whose end is known waits for its callee's leg alone, and is counted.
  await gateway.webhook('/v1/twilio/status', {
    CallSid: await parentOf(users[0]),
    From: `client:u_${sha256(users[0].id)}`,
    CallStatus: 'completed',
    Direction: 'inbound',
    CallDuration: '0',
  });
  assert.equal(await metric(gateway, 'reconcile_waiting_calls'), 1);
  assert.ok((await metric(gateway, 'reconcile_oldest_seconds')) > 0);
  await sandbox.restFaults({ status: 429, next: 4 });
  await eventually('the rows', () => users.every((user) => rowsOf(user).length), 60);
  await assertRows(calls);
});

/** The CallSid of a user's last call, also while the REST API is down: from the voice webhook. */
async function parentOf(user) {
  const from = `client:u_${sha256(user.id)}`;
  return (await sandbox.webhooks()).findLast(({ kind, params }) => kind === 'voice' && params.From === from)
    .params.CallSid;
}

describe('by hand', () => {
  const reconcile = async (...args) => {
    const { status, stdout, stderr } = await gateway.runAside('reconcile', '--json', ...args);
    for (const number of [...Object.values(numbers), ...Object.values(scripted)])
      assert.ok(!(stdout + stderr).includes(number.slice(1)));
    return { status, ...JSON.parse(stdout) };
  };
  const reasons = ({ differences }) =>
    differences.map(({ subject, reason }) => `${subject} ${reason}`).sort();
  /** A call of that identity that no gateway has seen. Gives its CallSid. */
  const callElsewhere = async (identity) => {
    const { sid: app } = await twilio.applications.create({
      voiceUrl: `http://127.0.0.1:${elsewhere.address().port}/voice`,
    });
    const call = await SdkCall.connect(sandbox, accessToken(gateway, identity, { app }));
    call.invite({});
    await call.over();
    const [parent] = await twilio.calls.list({ from: `client:${identity}`, limit: 1 });
    return parent.sid;
  };

  test('a call that no ticket here was redeemed for is not ours; told to, it is restored, once', async () => {
    const [user] = addUsers(gateway, 1);
    const lost = await callElsewhere(`u_${sha256(user.id)}`);
    const usual = await reconcile();
    assert.deepEqual([usual.status, usual.complete, usual.written], [0, true, 0]);
    assert.deepEqual(usual.not_ours, [lost]);
    assert.deepEqual(rowsOf(user), []);
    const planned = await reconcile('--restore', '--dry-run');
    assert.deepEqual([planned.status, planned.written, reasons(planned)], [5, 0, [`${lost} missing`]]);
    const done = await reconcile('--restore');
    assert.deepEqual([done.status, done.written, done.complete, done.not_ours], [0, 1, true, []]);
    const again = await reconcile('--restore');
    assert.deepEqual([again.status, again.written], [0, 0]);
    assert.deepEqual([done.rows, again.rows], [planned.rows + 1, planned.rows + 1]);
    assert.deepEqual(rowsOf(user), [['failed', 0]]);
    assert.equal(gateway.callLog().at(-1).to_number_hash, sha256(scripted.busy));
  });

  test('a ticket that was refused, and a leg of somebody else’s, need no row', async () => {
    const user = gateway.addUser('refused', 'premium');
    const { body } = await askForTicket(gateway, user, directory.busy.id);
    const { body: token } = await client(gateway, user.token)('POST', '/v1/voice/token');
    gateway.command('user', 'set-plan', user.id, 'free');
    const call = await SdkCall.connect(sandbox, token.token);
    call.invite({ ticket: body.ticket });
    await call.over();
    await callElsewhere('another_app');
    const report = await reconcile();
    assert.deepEqual([report.status, report.refused, report.differences], [0, 1, []]);
  });

  test('what cannot be right is listed, and changes nothing', async () => {
    const [user, other] = addUsers(gateway, 2);
    const stranger = await callElsewhere(`u_${sha256('nobody')}`);
    const odd = await callElsewhere(`u_${sha256(user.id)}`);
    await place(other, busy);
    await eventually('the row', () => rowsOf(other).length);
    const gone = await parentOf(other);
    await twilio.calls(gone).remove();
    const before = gateway.callLog().length;

    // The sandbox dials numbers only.
    const sip = await new Promise((resolve) => {
      const server = createServer(async (request, response) => {
        const answer = await fetch(`${sandbox.url}${request.url}`, {
          headers: { authorization: request.headers.authorization },
        });
        const text = await answer.text();
        const changed = request.url.includes(odd)
          ? text.replaceAll(scripted.busy, 'sip:somebody@example.com')
          : text;
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(changed);
      });
      server.listen(0, '127.0.0.1', () => resolve(server));
    });
    const usual = gateway.extra;
    gateway.extra = { ...usual, TWILIO_API_URL: `http://127.0.0.1:${sip.address().port}` };
    const report = await reconcile('--restore').finally(() => {
      gateway.extra = usual;
      sip.closeAllConnections();
      sip.close();
    });
    assert.equal(report.status, 5);
    assert.deepEqual(reasons(report), [`${odd} number_unknown`, `${gone} not_at_twilio`].sort());
    assert.deepEqual(report.not_ours, [stranger]);
    assert.equal(gateway.callLog().length, before);
    for (const sid of [stranger, odd]) await twilio.calls(sid).remove();
  });

  test('bad arguments are refused with a sentence', () => {
    for (const since of ['yesterday', '2026-13-01', '2999-01-01']) {
      const { status, stderr } = gateway.tryCommand('reconcile', '--since', since);
      assert.equal(status, 2);
      assert.match(stderr, /--since must/);
    }
  });

  test('without credentials it says what to set', () => {
    const bare = Object.assign(Object.create(Installation.prototype), gateway);
    bare.extra = { TWILIO_API_KEY_SECRET: '' };
    const { status, stderr } = bare.tryCommand('reconcile');
    assert.equal(status, 2);
    assert.match(stderr, /TWILIO_API_KEY_SECRET/);
  });
});

test('drain does not wait for a Twilio that is silent, and the next start asks again', async () => {
  const [user] = addUsers(gateway, 1);
  await sandbox.restFaults({ silent: true });
  const call = await place(user, busy);
  call.sid = await parentOf(user);
  await eventually('a question', async () => (await questions(call)).length);
  assert.equal((await gateway.stop()).code, 0);
  assert.equal((await questions(call)).length, 1, 'and no second try was waited for');
  await sandbox.restFaults();
  sql(gateway, 'update calls set ask_at = 0 where ask_at is not null;'); // as if the lease were over
  await gateway.start();
  await eventually('the row', () => rowsOf(user).length);
  await assertRows([call]);
});
