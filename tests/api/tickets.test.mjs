// One user, one number, one use, a minute: what a ticket is good for, and what it is not.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { XMLParser } from 'fast-xml-parser';
import { askForTicket, Call, companyNumbers, expectedDial } from './call.mjs';
import { client, webhook } from './contract.mjs';
import { eventually, Installation, numbers, randomHex, randomSid } from './harness.mjs';

let gateway;
before(async () => {
  gateway = await Installation.running({ CALLBACK_GRACE_SECONDS: '1' });
});
after(() => gateway.close());

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@' });
const tree = (xml) => parser.parse(xml);
const rejected = tree(
  '<?xml version="1.0" encoding="UTF-8"?><Response><Reject reason="rejected"/></Response>',
);
let user = 0;
const newUser = () => gateway.addUser(`caller${++user}`, 'premium');

/** Fails unless the answer refuses to dial. */
function assertRejected(answer) {
  assert.equal(answer.status, 200);
  assert.deepEqual(tree(answer.body), rejected);
}

test('a redeemed ticket dials the directory’s number, as Twilio’s own builder would write it', async () => {
  const call = await Call.dialed(gateway, newUser());
  assert.deepEqual(tree(call.twiml), tree(expectedDial(call)));
  assert.ok(!/record/i.test(call.twiml));
  assert.equal((await call.state()).state, 'dialing');
});

test('without voicemail detection the TwiML asks for none', async () => {
  gateway.command('settings', 'set', '--voicemail-detection', 'off');
  const { twiml } = await Call.dialed(gateway, newUser());
  gateway.command('settings', 'set', '--voicemail-detection', 'on');
  assert.ok(!twiml.includes('machineDetection') && !twiml.includes('amd'));
});

test('the same webhook again gets the same answer again', async () => {
  const call = await Call.dialed(gateway, newUser());
  for (let i = 0; i < 3; i++) assert.equal((await call.redeem()).body, call.twiml);
});

test('a refusal is repeated too', async () => {
  const call = await Call.prepare(gateway, newUser());
  gateway.command('user', 'set-plan', call.user.id, 'free');
  assertRejected(await call.redeem());
  gateway.command('user', 'set-plan', call.user.id, 'premium');
  assertRejected(await call.redeem());
  assert.deepEqual(
    { ...(await call.state()), call_id: undefined },
    { call_id: undefined, state: 'ended', reason: 'plan_without_voip' },
  );
});

test('of a hundred simultaneous tries one wins', async () => {
  const call = await Call.prepare(gateway, newUser());
  const sids = Array.from({ length: 100 }, () => randomSid('CA'));
  const answers = await Promise.all(sids.map((CallSid) => call.redeem({ CallSid })));
  const won = answers.filter(({ body }) => body.includes('<Dial'));
  assert.equal(won.length, 1);
  for (const answer of answers.filter((other) => other !== won[0])) assertRejected(answer);
});

test('a second use of a ticket is refused', async () => {
  const call = await Call.dialed(gateway, newUser());
  assertRejected(await call.redeem({ CallSid: randomSid('CA') }));
});

test('another user’s ticket is refused and stays usable by its owner', async () => {
  const call = await Call.prepare(gateway, newUser());
  const thief = await Call.prepare(gateway, newUser());
  assertRejected(
    await call.redeem({
      From: `client:${thief.identity}`,
      Caller: `client:${thief.identity}`,
      CallSid: randomSid('CA'),
    }),
  );
  assert.ok((await call.redeem()).body.includes('<Dial'));
});

test('fields that a modified client adds change nothing', async () => {
  const call = await Call.prepare(gateway, newUser());
  const answer = await call.redeem({
    To: '+19005550100',
    PhoneNumber: '+19005550100',
    number: '+19005550100',
    callerId: '+19005550100',
  });
  assert.deepEqual(tree(answer.body), tree(expectedDial(call)));
});

test('no ticket, a malformed one, an unknown one and a wrong caller are refused', async () => {
  const call = await Call.prepare(gateway, newUser());
  const fields = call.voiceFields;
  for (const change of [
    { ticket: '' },
    { ticket: 'x' },
    { ticket: `tkt_${randomHex(16)}` },
    { ticket: fields.ticket.toUpperCase() },
    { ticket: `${fields.ticket}0` },
    { From: '', Caller: '' },
    { From: '+14155550100' },
    { From: `client:${randomHex(32)}` },
    { From: `client:u_${randomHex(32)}` },
    { ApplicationSid: randomSid('AP') },
  ]) {
    assertRejected(await call.redeem({ CallSid: randomSid('CA'), ...change }));
  }
  delete fields.ticket;
  assertRejected(await webhook(gateway, '/v1/twilio/voice', { ...fields, CallSid: randomSid('CA') }));
  assert.ok((await call.redeem()).body.includes('<Dial'));
});

test('a name that Twilio sets must not come twice', async () => {
  const call = await Call.prepare(gateway, newUser());
  const other = await Call.prepare(gateway, newUser());
  const answer = await call.redeem({ From: [`client:${call.identity}`, `client:${other.identity}`] });
  assert.equal(answer.status, 400);
});

for (const [what, change, undo, reason] of [
  ['the token is revoked', (c) => gateway.command('token', 'revoke', c.user.token), () => {}, 'unauthorized'],
  [
    'the plan is downgraded',
    (c) => gateway.command('user', 'set-plan', c.user.id, 'free'),
    (c) => gateway.command('user', 'set-plan', c.user.id, 'premium'),
    'plan_without_voip',
  ],
  [
    'the user is disabled',
    (c) => gateway.command('user', 'disable', c.user.id),
    (c) => gateway.command('user', 'enable', c.user.id),
    'user_disabled',
  ],
  [
    'the number is not verified any more',
    (c) => gateway.command('number', 'unverify', c.number),
    (c) => gateway.command('number', 'verify', c.number),
    'number_not_verified',
  ],
  [
    'the region is taken off the list',
    () => gateway.command('settings', 'set', '--regions', 'CA'),
    () => gateway.command('settings', 'set', '--regions', 'US,CA'),
    'region_not_allowed',
  ],
  [
    'the account is changed',
    () => gateway.command('settings', 'set', '--account-sid', randomSid('AC')),
    () => gateway.command('settings', 'set', '--account-sid', gateway.account),
    'voice_not_configured',
  ],
]) {
  test(`between ticket and webhook ${what}: refused`, async () => {
    const call = await Call.prepare(gateway, newUser());
    const viewer = gateway.command('token', 'issue', call.user.id);
    change(call);
    assertRejected(await call.redeem());
    undo(call);
    call.user.token = viewer;
    assert.equal((await call.state()).reason, reason);
    assert.equal(gateway.callLog().filter((row) => row.user_id_hash === call.identity.slice(2)).length, 0);
  });
}

test('a late ticket is refused', async () => {
  const quick = await Installation.running({ TICKET_TTL_SECONDS: '1' });
  try {
    const call = await Call.prepare(quick);
    const end = await eventually('the ticket to run out', async () => {
      const state = await call.state();
      return state.state === 'ended' && state;
    });
    assert.equal(end.reason, 'ticket_expired');
    assertRejected(await call.redeem());
  } finally {
    await quick.close();
  }
});

test('a ticket is refused for numbers that may not be called, with the reason', async () => {
  const caller = newUser();
  const directory = await companyNumbers(gateway, caller);
  for (const [label, status, reason] of [
    ['gb', 403, 'region_not_allowed'],
    ['unverified', 403, 'number_not_verified'],
  ]) {
    assert.equal(directory[label].callable, false);
    assert.equal(directory[label].reason, reason);
    const answer = await askForTicket(gateway, caller, directory[label].id);
    assert.deepEqual([answer.status, answer.body.reason], [status, reason]);
  }
  const unknown = await askForTicket(gateway, caller, 'no-such-number');
  assert.deepEqual([unknown.status, unknown.body.reason], [404, 'number_not_found']);
  assert.equal(
    (await askForTicket(gateway, gateway.users.free, directory.us.id)).body.reason,
    'plan_without_voip',
  );
});

test('one call at a time, counted at the webhook too', async () => {
  const first = await Call.prepare(gateway, newUser());
  const second = await Call.prepare(gateway, first.user);
  assert.ok((await first.redeem()).body.includes('<Dial'));
  assertRejected(await second.redeem());
  assert.equal((await second.state()).reason, 'already_in_call');
  const directory = await companyNumbers(gateway, first.user);
  const third = await askForTicket(gateway, first.user, directory.us.id);
  assert.deepEqual([third.status, third.body.reason], [429, 'already_in_call']);
  await first.dialResult('busy');
  assert.equal((await askForTicket(gateway, first.user, directory.us.id)).status, 201);
});

test('limits per minute and day', async () => {
  const caller = newUser();
  const directory = await companyNumbers(gateway, caller);
  gateway.command('settings', 'set', '--tickets-per-minute', '2');
  const statuses = [];
  for (let i = 0; i < 3; i++) statuses.push((await askForTicket(gateway, caller, directory.us.id)).status);
  const limited = await askForTicket(gateway, caller, directory.us.id);
  gateway.command('settings', 'set', '--tickets-per-minute', '1000');
  assert.deepEqual(statuses, [201, 201, 429]);
  assert.equal(limited.body.reason, 'rate_limited');
  const seconds = Number(limited.headers.get('retry-after'));
  assert.ok(seconds >= 1 && seconds <= 60);

  const daily = await Call.dialed(gateway, newUser());
  await daily.dialResult('no-answer');
  gateway.command('settings', 'set', '--calls-per-day', '1');
  const refused = await askForTicket(gateway, daily.user, directory.us.id);
  gateway.command('settings', 'set', '--calls-per-day', '200');
  assert.deepEqual([refused.status, refused.body.reason], [429, 'daily_limit_reached']);
});

test('a user sees and ends own calls only', async () => {
  const call = await Call.prepare(gateway, newUser());
  const stranger = client(gateway, gateway.users.other.token);
  for (const [method, path] of [
    ['GET', `/v1/voice/calls/${call.id}`],
    ['POST', `/v1/voice/calls/${call.id}/end`],
  ]) {
    const answer = await stranger(method, path);
    assert.deepEqual([answer.status, answer.body.reason], [404, 'call_not_found']);
  }
  const owner = client(gateway, call.user.token);
  const ended = await owner('POST', `/v1/voice/calls/${call.id}/end`);
  assert.deepEqual([ended.status, ended.body.state], [200, 'ended']);
  assert.equal((await owner('POST', `/v1/voice/calls/${call.id}/end`)).status, 200);
  assertRejected(await call.redeem());
  for (const id of ['x', `call_${randomHex(16)}`, `call_${'z'.repeat(32)}`, '%00']) {
    assert.equal((await owner('GET', `/v1/voice/calls/${id}`)).status, 404, id);
  }
});

test('ending a live call asks Twilio, and says so when Twilio cannot be reached', async () => {
  const call = await Call.dialed(gateway, newUser());
  const answer = await client(gateway, call.user.token)('POST', `/v1/voice/calls/${call.id}/end`);
  assert.deepEqual([answer.status, answer.body.reason], [502, 'twilio_unavailable']);
});

test('the database holds the number’s hash, and the log row is the only trace', async () => {
  const call = await Call.dialed(gateway, newUser());
  await call.dialResult('failed', { DialCallSid: [] });
  const rows = await eventually('the row', () => {
    const found = gateway.callLog().filter((row) => row.user_id_hash === call.identity.slice(2));
    return found.length > 0 && found;
  });
  assert.equal(rows.length, 1);
  assert.equal(rows[0].to_number_hash, createHash('sha256').update(numbers.us).digest('hex'));
  assert.equal(rows[0].user_id_hash, createHash('sha256').update(call.user.id).digest('hex'));
  assert.deepEqual([rows[0].outcome, rows[0].duration_seconds], ['failed', 0]);
});
