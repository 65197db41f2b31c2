// The Voice tab's API on the real program: the state of the feature, and test calls from the ticket to the row.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { client, webhook } from './contract.mjs';
import { eventually, Installation, numbers, randomHex, randomSid } from './harness.mjs';

const password = `a long password ${randomHex(8)}`;
let gateway;
let admin;
let ask;
before(async () => {
  gateway = await Installation.create({ CALLBACK_GRACE_SECONDS: '1' });
  gateway.seed();
  assert.equal(gateway.tryCommandOn(`${password}\n`, 'admin', 'set-password').status, 0);
  await gateway.start();
  admin = gateway.addUser('admin', 'premium');
  gateway.command('user', 'set-role', admin.id, 'admin');
  ask = await browser(admin);
});
after(() => gateway.close());

/** A browser's client: sends the session's cookie, and names its page. */
async function browser({ token }) {
  const { headers } = await client(gateway, token)('POST', '/v1/admin/session', { body: { password } });
  const cookie = headers.get('set-cookie').split(';')[0];
  return (method, path, options = {}) =>
    client(gateway)(method, path, { ...options, headers: { cookie, origin: gateway.publicUrl } });
}

async function offered() {
  const { body } = await ask('GET', '/v1/admin/callable-numbers?q=example');
  return Object.fromEntries(body.companies[0].numbers.map((number) => [number.label, number]));
}
const place = async (label) =>
  ask('POST', '/v1/admin/test-calls', { body: { number_id: (await offered())[label].id } });
const stepsOf = ({ body }) => body.steps.map(({ step, passed }) => (passed ? step : `!${step}`));

test('the state counts users and numbers as the policy would, and follows each change', async () => {
  const { body } = await ask('GET', '/v1/admin/voice-state');
  assert.equal(body.server.public_url, gateway.publicUrl);
  assert.ok(body.server.keys.every(({ set }) => set));
  assert.deepEqual(body.you, { plan: 'premium' });
  assert.deepEqual([body.users.able, body.users.plan_without_calling], [3, 1]);
  assert.equal(body.numbers.callable, 2);
  assert.deepEqual(body.numbers.refused, [
    { reason: 'number_not_verified', numbers: 1 },
    { reason: 'region_not_allowed', numbers: 1 },
  ]);
  assert.deepEqual(body.numbers.regions_not_allowed, [{ region: 'GB', numbers: 1 }]);

  gateway.command('user', 'set-plan', gateway.users.free.id, 'pro');
  gateway.command('number', 'unverify', numbers.us);
  const { body: later } = await ask('GET', '/v1/admin/voice-state');
  assert.equal(later.users.able, 4);
  assert.equal(later.numbers.callable, 1);
  gateway.command('number', 'verify', numbers.us);
  for (const secret of [gateway.authToken, gateway.apiSecret, admin.id])
    assert.ok(!JSON.stringify(later).includes(secret));
});

test('a test call goes the way of any call, and tells each step', async () => {
  const started = await place('us');
  assert.equal(started.status, 201);
  assert.deepEqual(stepsOf(started), ['access_token', 'ticket']);
  const { call_id: id, ticket } = started.body.ticket;
  const { identity } = started.body.access_token;
  const path = `/v1/admin/test-calls/${id}`;
  const parent = randomSid('CA');
  const child = randomSid('CA');
  const { body: twiml } = await webhook(gateway, '/v1/twilio/voice', {
    CallSid: parent,
    ApplicationSid: gateway.app,
    From: `client:${identity}`,
    ticket,
  });
  assert.match(twiml, /<Dial /);
  const leg = { CallSid: child, ParentCallSid: parent };
  for (const CallStatus of ['initiated', 'ringing', 'in-progress'])
    await webhook(gateway, `/v1/twilio/status?call=${id}`, { ...leg, CallStatus });
  await webhook(gateway, `/v1/twilio/dial-result?call=${id}`, {
    CallSid: parent,
    DialCallSid: child,
    DialCallStatus: 'completed',
    DialCallDuration: '3',
    DialBridged: 'true',
  });
  const seen = await eventually('the row', async () => {
    const answer = await ask('GET', path);
    return stepsOf(answer).includes('logged') && answer;
  });
  assert.deepEqual(stepsOf(seen), [
    'access_token',
    'ticket',
    'webhook',
    'redemption',
    'twiml',
    'dialled',
    'ringing',
    'answered',
    'ended',
    'logged',
  ]);
  assert.ok(seen.body.steps.every(({ at }) => !Number.isNaN(Date.parse(at))));
  assert.equal(seen.body.call.outcome, 'answered');
  assert.equal(gateway.callLog().length, 1);
  assert.ok(Date.parse((await ask('GET', '/v1/admin/voice-state')).body.last_answered_at) > 0);
});

test('it stops with the reason: the region, the number, the signature', async () => {
  for (const [label, reason] of [
    ['gb', 'region_not_allowed'],
    ['unverified', 'number_not_verified'],
  ]) {
    const refused = await place(label);
    assert.equal(refused.status, 200);
    assert.deepEqual(stepsOf(refused), ['access_token', '!ticket']);
    assert.equal(refused.body.steps[1].reason, reason);
  }
  const { call_id: id } = (await place('ca')).body.ticket;
  const fields = { CallSid: randomSid('CA') };
  const answer = await webhook(gateway, '/v1/twilio/voice', fields, { signature: 'wrong' });
  assert.equal(answer.status, 403);
  const seen = await ask('GET', `/v1/admin/test-calls/${id}`);
  assert.deepEqual(stepsOf(seen), ['access_token', 'ticket', '!webhook_refused']);
  assert.equal(seen.body.steps[2].reason, 'invalid_signature');

  const ended = await ask('POST', `/v1/admin/test-calls/${id}/end`);
  assert.equal(ended.body.state, 'ended');
});

test('a test call is one’s own: no other admin sees it, and no user can start one', async () => {
  const { call_id: id } = (await place('ca')).body.ticket;
  const other = gateway.addUser('other-admin', 'premium');
  gateway.command('user', 'set-role', other.id, 'admin');
  const stranger = await browser(other);
  assert.equal((await stranger('GET', `/v1/admin/test-calls/${id}`)).body.reason, 'call_not_found');
  assert.equal((await stranger('POST', `/v1/admin/test-calls/${id}/end`)).body.reason, 'call_not_found');
  const user = client(gateway, gateway.users.premium.token);
  const refused = await user('POST', '/v1/admin/test-calls', {
    body: { number_id: 'num_0' },
    headers: { 'x-admin-password': password },
  });
  assert.equal(refused.body.reason, 'not_admin');
  await ask('POST', `/v1/admin/test-calls/${id}/end`);
});

test('what is malformed is told so', async () => {
  for (const body of [
    {},
    [],
    { number_id: 7 },
    { number_id: '' },
    { number_id: 'x'.repeat(65) },
    { number_id: 'a', more: 1 },
  ])
    assert.equal((await ask('POST', '/v1/admin/test-calls', { body })).body.reason, 'bad_request');
  assert.equal((await ask('GET', '/v1/admin/test-calls/call_0')).body.reason, 'call_not_found');
  assert.equal((await ask('GET', '/v1/admin/callable-numbers?q=%ff')).body.reason, 'bad_request');
});

test('no number and no user is in the log', () => {
  for (const secret of [admin.id, admin.token, ...Object.values(numbers)])
    assert.ok(!gateway.log.includes(secret.replace('+', '')));
});
