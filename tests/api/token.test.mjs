// The token endpoint: authenticates, checks the plan, mints. Judged by jsonwebtoken and Twilio's own library.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import jsonwebtoken from 'jsonwebtoken';
import twilio from 'twilio';
import { client } from './contract.mjs';
import { Installation, randomHex } from './harness.mjs';

let gateway;
before(async () => {
  gateway = await Installation.running({
    TOKEN_TTL_SECONDS: '900',
    UPGRADE_URL: 'https://example.com/pricing',
  });
});
after(() => gateway.close());

const as = (name) => client(gateway, gateway.users[name].token);

test('a Premium user gets an access token that verifies and can only call out', async () => {
  const { status, body } = await as('premium')('POST', '/v1/voice/token');
  assert.equal(status, 200);
  const { header, payload } = jsonwebtoken.verify(body.token, gateway.apiSecret, {
    algorithms: ['HS256'],
    issuer: gateway.apiKey,
    subject: gateway.account,
    complete: true,
  });
  assert.deepEqual(header, { alg: 'HS256', typ: 'JWT', cty: 'twilio-fpa;v=1' });
  assert.deepEqual(payload.grants, {
    identity: body.identity,
    voice: { outgoing: { application_sid: gateway.app } },
  });
  assert.equal(payload.exp - payload.iat, 900);
  assert.equal(body.ttl_seconds, 900);
  assert.equal(Date.parse(body.expires_at) / 1000, payload.exp);
  assert.ok(Math.abs(payload.iat - Date.now() / 1000) < 30);
  assert.equal(payload.nbf, undefined);
});

test('its claims are those that Twilio’s library makes', async () => {
  const { body } = await as('premium')('POST', '/v1/voice/token');
  const ours = jsonwebtoken.decode(body.token);
  const { AccessToken } = twilio.jwt;
  const reference = new AccessToken(gateway.account, gateway.apiKey, gateway.apiSecret, {
    identity: body.identity,
    ttl: 900,
  });
  reference.addGrant(new AccessToken.VoiceGrant({ outgoingApplicationSid: gateway.app }));
  const theirs = jsonwebtoken.decode(reference.toJwt());
  assert.deepEqual(Object.keys(ours).sort(), Object.keys(theirs).sort());
  for (const claim of ['iss', 'sub', 'grants']) assert.deepEqual(ours[claim], theirs[claim]);
  assert.ok(ours.jti.startsWith(`${gateway.apiKey}-`));
});

test('two tokens of one second have different ids', async () => {
  const tokens = await Promise.all(Array.from({ length: 8 }, () => as('premium')('POST', '/v1/voice/token')));
  assert.equal(new Set(tokens.map(({ body }) => jsonwebtoken.decode(body.token).jti)).size, 8);
});

test('a Free user gets 403, and no token', async () => {
  const { status, body } = await as('free')('POST', '/v1/voice/token');
  assert.equal(status, 403);
  assert.equal(body.reason, 'plan_without_voip');
  assert.equal(body.token, undefined);
});

test('no, malformed and unknown tokens are refused alike', async () => {
  const answers = [];
  const good = gateway.users.premium.token;
  for (const token of [
    undefined,
    '',
    'x',
    `tle_${'g'.repeat(32)}`,
    `tle_${randomHex(16)}`,
    good.toUpperCase(),
    `${good} `,
    `${good}0`,
    good.slice(4),
    'tle_'.padEnd(8000, '0'),
  ]) {
    const trimmed = token?.trim() === good ? `${good}x` : token;
    const { status, body } = await client(gateway, trimmed)('POST', '/v1/voice/token');
    assert.equal(status, 401, token);
    answers.push(JSON.stringify(body));
  }
  assert.equal(new Set(answers).size, 1);
});

test('a token in another header, in the query or in the body is none', async () => {
  const { token } = gateway.users.premium;
  const nobody = client(gateway);
  assert.equal((await nobody('POST', `/v1/voice/token?X-TLE-Token=${token}`)).status, 401);
  assert.equal(
    (await nobody('POST', '/v1/voice/token', { headers: { authorization: `Bearer ${token}` } })).status,
    401,
  );
  assert.equal((await nobody('POST', '/v1/voice/token', { body: { token } })).status, 401);
});

test('downgrade, disabling and revocation bite on the next request', async () => {
  const user = gateway.addUser('changing', 'premium');
  const ask = () => client(gateway, user.token)('POST', '/v1/voice/token');
  assert.equal((await ask()).status, 200);
  gateway.command('user', 'set-plan', user.id, 'free');
  assert.equal((await ask()).body.reason, 'plan_without_voip');
  gateway.command('user', 'set-plan', user.id, 'premium');
  assert.equal((await ask()).status, 200);
  gateway.command('user', 'disable', user.id);
  assert.equal((await ask()).body.reason, 'user_disabled');
  gateway.command('user', 'enable', user.id);
  assert.equal((await ask()).status, 200);
  gateway.command('token', 'revoke', user.token);
  assert.equal((await ask()).body.reason, 'unauthorized');
});

test('a plan that nobody listed, and none at all, have no calling', async () => {
  const user = gateway.addUser('unlisted', 'premium-trial');
  assert.equal(
    (await client(gateway, user.token)('POST', '/v1/voice/token')).body.reason,
    'plan_without_voip',
  );
  const id = `user-${randomHex(6)}`;
  gateway.command('user', 'add', id);
  const token = gateway.command('token', 'issue', id);
  assert.equal((await client(gateway, token)('POST', '/v1/voice/token')).body.reason, 'plan_without_voip');
  const profile = await client(gateway, token)('GET', '/v1/me');
  assert.deepEqual(profile.body, {
    first_name: null,
    plan: null,
    voip: false,
    upgrade_url: 'https://example.com/pricing',
    admin: false,
  });
});

test('the profile says what the plan has', async () => {
  assert.equal((await as('premium')('GET', '/v1/me')).body.voip, true);
  assert.equal((await as('free')('GET', '/v1/me')).body.voip, false);
});

test('the profile shows admins the way to the dashboard, from one request to the next', async () => {
  const user = gateway.addUser('keeper', 'free');
  const admin = async () => (await client(gateway, user.token)('GET', '/v1/me')).body.admin;
  for (const [role, expected] of [
    ['user', false],
    ['admin', true],
    ['super_admin', true],
    ['user', false],
  ]) {
    gateway.command('user', 'set-role', user.id, role);
    assert.equal(await admin(), expected, role);
  }
});

test('settings that do not fit the server switch calling off, and say so', async () => {
  const config = async () => (await as('premium')('GET', '/v1/voice/config')).body;
  assert.equal((await config()).enabled, true);
  assert.deepEqual((await config()).allowed_regions, ['CA', 'US']);
  gateway.command('settings', 'set', '--account-sid', `AC${randomHex(16)}`);
  const refused = await as('premium')('POST', '/v1/voice/token');
  assert.equal(refused.status, 503);
  assert.equal(refused.body.reason, 'voice_not_configured');
  assert.deepEqual(
    { enabled: (await config()).enabled, reason: (await config()).reason },
    { enabled: false, reason: 'voice_not_configured' },
  );
  gateway.command('settings', 'set', '--account-sid', gateway.account);
  gateway.command('settings', 'set', '--regions', '');
  assert.equal((await as('premium')('POST', '/v1/voice/token')).body.reason, 'region_not_allowed');
  gateway.command('settings', 'set', '--regions', 'US,CA');
  assert.equal((await as('premium')('POST', '/v1/voice/token')).status, 200);
});
