// Callbacks that never come: Twilio is asked, and every call handed to it ends in exactly one row.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { askForTicket, Call, companyNumbers } from './call.mjs';
import { sql } from './database.mjs';
import {
  eventually,
  freePort,
  Installation,
  numbers,
  randomHex,
  randomSid,
  voiceProgram,
} from './harness.mjs';
import { TwilioRecords } from './twilioRecords.mjs';

const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** What came of a call, as Twilio's records say it, and the row that it must have. */
const endings = [
  { child: { status: 'completed', duration: '42', answeredBy: 'human' }, row: ['answered', 42] },
  { child: { status: 'completed', duration: '7', answeredBy: 'machine' }, row: ['voicemail', 7] },
  { child: { status: 'completed', duration: '9' }, row: ['answered', 9] },
  { child: { status: 'busy' }, row: ['failed', 0] },
  { child: { status: 'no-answer' }, row: ['failed', 0] },
  { child: { status: 'canceled' }, row: ['failed', 0] },
  { child: { status: 'failed' }, row: ['failed', 0] },
  { child: undefined, row: ['failed', 0] },
];

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

/** Another gateway on the same database. */
async function secondNode(installation) {
  const node = Object.assign(Object.create(Installation.prototype), installation, {
    log: '',
    process: undefined,
    port: await freePort(),
    metricsPort: await freePort(),
  });
  return node.start();
}

/** `teleperson-voice reconcile`, while this process goes on to answer as Twilio. */
async function tryReconcile(installation, ...args) {
  const program = spawn(voiceProgram, ['reconcile', ...args], { env: installation.environment });
  const [stdout, stderr, [status]] = await Promise.all([
    text(program.stdout),
    text(program.stderr),
    once(program, 'exit'),
  ]);
  return { status, stdout, stderr };
}

const metrics = async (node) => (await fetch(`http://127.0.0.1:${node.metricsPort}/metrics`)).text();
const metric = async (node, name) =>
  Number((await metrics(node)).match(new RegExp(`^teleperson_voice_${name} (\\S+)$`, 'm'))?.[1] ?? 0);

/** A redeemed ticket, and no callback ever. Twilio has its records at once. */
async function dial(installation, twilio, user, numberId, ending) {
  const call = new Call(installation, user);
  const { status, body } = await askForTicket(installation, user, numberId);
  assert.equal(status, 201);
  call.id = body.call_id;
  call.ticket = body.ticket;
  call.identity = `u_${sha256(user.id)}`;
  twilio.addParent(call);
  if (ending.child) twilio.addChild(call, ending.child);
  assert.match((await call.redeem()).body, /<Dial/);
  call.expected = ending.row;
  return call;
}

const rowsByUser = (installation) => {
  const rows = new Map();
  for (const row of installation.callLog()) {
    rows.set(row.user_id_hash, [...(rows.get(row.user_id_hash) ?? []), [row.outcome, row.duration_seconds]]);
  }
  return rows;
};
const assertRows = (installation, calls) => {
  const rows = rowsByUser(installation);
  for (const call of calls) assert.deepEqual(rows.get(call.identity.slice(2)), [call.expected], call.id);
};

let twilio;
let gateway;
let numberId;
before(async () => {
  twilio = await TwilioRecords.listening();
  gateway = await Installation.running({ RECONCILE_AFTER_SECONDS: '1', TWILIO_API_URL: twilio.url });
  const directory = await companyNumbers(gateway, gateway.users.premium);
  numberId = directory.us.id;
});
after(async () => {
  await gateway.close();
  await twilio.close();
});

describe('two gateways and a thousand calls whose callbacks are all lost', { timeout: 240_000 }, () => {
  const count = 1000;
  let second;
  const calls = [];
  before(async () => {
    second = await secondNode(gateway);
    const users = addUsers(gateway, count);
    const hands = Array.from({ length: 8 }, async (_, hand) => {
      for (let i = hand; i < count; i += 8) {
        calls.push(await dial(gateway, twilio, users[i], numberId, endings[i % endings.length]));
      }
    });
    await Promise.all(hands);
    await eventually('all rows', () => gateway.callLog().length >= count, 120);
  });
  after(() => second?.stop());

  test('a thousand right rows', () => {
    assert.equal(gateway.callLog().length, count);
    assertRows(gateway, calls);
  });

  test('both asked, and none asked what the other did', async () => {
    // Where there was no leg it is asked again before that is believed.
    const dialled = calls.filter(({ childSid }) => twilio.records.has(childSid));
    assert.equal(dialled.length, (count / endings.length) * (endings.length - 1));
    for (const call of dialled) assert.equal(twilio.asked.get(call.sid), 1, call.id);
    for (const node of [gateway, second]) {
      assert.ok((await metric(node, 'reconcile_asked_total{result="settled"}')) > 0, 'each did a part');
    }
    assert.equal(await metric(gateway, 'reconcile_waiting_calls'), 0);
    assert.equal(await metric(gateway, 'reconcile_gaps_total'), 0);
  });

  test('callbacks that come after all double nothing', async () => {
    const late = calls.slice(0, 40);
    for (const call of late) {
      for (const callback of call.answeredCallbacks) assert.ok((await callback()).status < 300);
    }
    assert.equal(gateway.callLog().length, count);
    assertRows(gateway, late);
  });

  test('the period is proved complete', async () => {
    const { status, stdout, stderr } = await tryReconcile(gateway, '--json');
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
  const call = await dial(gateway, twilio, user, numberId, {
    child: { status: 'in-progress', duration: null },
    row: ['answered', 5],
  });
  await eventually('a question', () => twilio.asked.get(call.sid));
  assert.deepEqual(rowsByUser(gateway).get(sha256(user.id)), undefined);
  twilio.records.delete(call.childSid);
  twilio.addChild(call, { status: 'completed', duration: '5', answeredBy: 'human' });
  await eventually('the row', () => rowsByUser(gateway).get(sha256(user.id)));
  assertRows(gateway, [call]);
});

test('a record that is not there yet is waited for', async () => {
  const [user] = addUsers(gateway, 1);
  const call = await dial(gateway, twilio, user, numberId, { child: { status: 'busy' }, row: ['failed', 0] });
  const records = [call.sid, call.childSid].map((sid) => [sid, twilio.records.get(sid)]);
  for (const [sid] of records) twilio.records.delete(sid);
  await eventually('a question', () => twilio.asked.get(call.sid));
  for (const [sid, record] of records) twilio.records.set(sid, record);
  await eventually('the row', () => rowsByUser(gateway).get(sha256(user.id)));
  assertRows(gateway, [call]);
});

test('Twilio goes down and comes back', async () => {
  const users = addUsers(gateway, 5);
  twilio.down = true;
  const failed = await metric(gateway, 'reconcile_asked_total{result="failed"}');
  const calls = [];
  for (const user of users) calls.push(await dial(gateway, twilio, user, numberId, endings[0]));
  await calls[0].parentEnded({ CallDuration: '50' });
  await eventually(
    'a question without an answer',
    async () => (await metric(gateway, 'reconcile_asked_total{result="failed"}')) > failed,
  );
  assert.equal(await metric(gateway, 'reconcile_waiting_calls'), 1);
  assert.ok((await metric(gateway, 'reconcile_oldest_seconds')) > 0);
  const held = await tryReconcile(gateway);
  assert.deepEqual([held.status, held.stdout], [1, '']);
  assert.match(held.stderr, /Twilio could not be asked/);
  twilio.down = false;
  await eventually('the rows', () => users.every(({ id }) => rowsByUser(gateway).has(sha256(id))), 60);
  assertRows(gateway, calls);
});

describe('by hand', () => {
  const reconcile = async (...args) => {
    const { status, stdout, stderr } = await tryReconcile(gateway, '--json', ...args);
    for (const number of Object.values(numbers)) assert.ok(!(stdout + stderr).includes(number.slice(1)));
    return { status, ...JSON.parse(stdout) };
  };
  const reasons = ({ differences }) =>
    differences.map(({ subject, reason }) => `${subject} ${reason}`).sort();

  test('a call that the database has lost gets its row, once', async () => {
    const [user] = addUsers(gateway, 1);
    await dial(gateway, twilio, user, numberId, endings[0]);
    await eventually('a row', () => rowsByUser(gateway).get(sha256(user.id)));
    const lost = {
      sid: randomSid('CA'),
      childSid: randomSid('CA'),
      identity: `u_${sha256(user.id)}`,
    };
    twilio.addParent(lost);
    twilio.addChild(lost, { status: 'completed', duration: '11', answeredBy: 'human' });
    const planned = await reconcile('--dry-run');
    assert.deepEqual([planned.status, planned.written, reasons(planned)], [5, 0, [`${lost.sid} missing`]]);
    const done = await reconcile();
    assert.deepEqual([done.status, done.written, done.complete], [0, 1, true]);
    const again = await reconcile();
    assert.deepEqual([again.status, again.written], [0, 0]);
    assert.deepEqual([done.rows, again.rows], [planned.rows + 1, planned.rows + 1]);
    assert.deepEqual(rowsByUser(gateway).get(sha256(user.id)), [endings[0].row, ['answered', 11]]);
    const row = gateway.callLog().at(-1);
    assert.equal(row.to_number_hash, sha256(numbers.us));
  });

  test('what cannot be right is listed, and changes nothing', async () => {
    const [user] = addUsers(gateway, 1);
    const stranger = { sid: randomSid('CA'), childSid: randomSid('CA'), identity: `u_${sha256('nobody')}` };
    twilio.addParent(stranger);
    twilio.addChild(stranger, { status: 'busy' });
    const odd = { sid: randomSid('CA'), childSid: randomSid('CA'), identity: `u_${sha256(user.id)}` };
    twilio.addParent(odd);
    twilio.addChild(odd, { status: 'busy', to: 'sip:somebody@example.com' });
    const gone = await dial(gateway, twilio, user, numberId, endings[0]);
    await eventually('the row', () => rowsByUser(gateway).get(sha256(user.id)));
    twilio.records.delete(gone.sid);
    const before = gateway.callLog().length;
    const report = await reconcile();
    assert.equal(report.status, 5);
    assert.deepEqual(
      reasons(report),
      [`${stranger.sid} user_unknown`, `${odd.sid} number_unknown`, `${gone.sid} not_at_twilio`].sort(),
    );
    assert.equal(gateway.callLog().length, before);
    for (const sid of [stranger.sid, odd.sid]) twilio.records.delete(sid);
    twilio.addParent(gone);
  });

  test('a ticket that was refused, and a leg of somebody else’s, need no row', async () => {
    const user = gateway.addUser('refused', 'premium');
    const call = new Call(gateway, user);
    const { body } = await askForTicket(gateway, user, numberId);
    Object.assign(call, { id: body.call_id, ticket: body.ticket, identity: `u_${sha256(user.id)}` });
    gateway.command('user', 'set-plan', user.id, 'free');
    assert.doesNotMatch((await call.redeem()).body, /<Dial/);
    twilio.addParent(call);
    const other = { sid: randomSid('CA'), identity: 'another_app' };
    twilio.addParent(other);
    const report = await reconcile();
    assert.deepEqual([report.status, report.refused, report.differences], [0, 1, []]);
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
  twilio.silent = true;
  const call = await dial(gateway, twilio, user, numberId, endings[0]);
  await eventually('a question', () => twilio.asked.get(call.sid));
  assert.equal((await gateway.stop()).code, 0);
  assert.equal(twilio.asked.get(call.sid), 1, 'and no second try was waited for');
  twilio.silent = false;
  sql(gateway, 'update calls set ask_at = 0 where ask_at is not null;'); // as if the lease were over
  await gateway.start();
  await eventually('the row', () => rowsByUser(gateway).get(sha256(user.id)));
  assertRows(gateway, [call]);
});
