// Twilio's webhooks: signatures in every form, any order and repetition of callbacks, one row per call.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import { XMLParser } from 'fast-xml-parser';
import twilio from 'twilio';
import { Call } from './call.mjs';
import { webhook } from './contract.mjs';
import { eventually, Installation, randomHex, randomSid } from './harness.mjs';

let gateway;
before(async () => {
  // There is no Twilio to ask here: rows are written with what callbacks told.
  gateway = await Installation.running({ CALLBACK_GRACE_SECONDS: '1', RECONCILE_AFTER_SECONDS: '0' });
});
after(() => gateway.close());

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@' });
const hangup = parser.parse('<?xml version="1.0" encoding="UTF-8"?><Response><Hangup/></Response>');
let user = 0;
const newUser = () => gateway.addUser(`hook${++user}`, 'premium');
const rowsOf = (call) => gateway.callLog().filter((row) => row.user_id_hash === call.identity.slice(2));
const rowOf = (call) => eventually('the row', () => rowsOf(call)[0]);

/** A callback about no call that the gateway knows: only the signature matters. */
const status = (fields = {}, options = {}) =>
  webhook(
    gateway,
    '/v1/twilio/status',
    { CallSid: randomSid('CA'), CallStatus: 'completed', ...fields },
    options,
  );

test('signed forms of every shape are taken', async () => {
  for (const fields of [
    {},
    { Empty: '' },
    { Called: 'São Paulo', Emoji: '☎️📞', Cyrillic: 'Привет' },
    { Spaces: '  a  b ', Lines: 'a\r\nb', Plus: '1+1=2 & more', Percent: '100%25' },
    { MediaUrl: ['b', 'a', 'b'], Other: ['', ''] },
    { a: '1', B: '2', A: '3', b: '4', _: '5' },
    Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`Custom${i}`, `${i}`])),
  ]) {
    assert.equal((await status(fields)).status, 204, JSON.stringify(fields));
  }
});

test('the query is part of what is signed, as it was sent', async () => {
  for (const query of ['?call=x', '?call=a%20b&x=%2B1', '?q=%27', '?a=1&a=2']) {
    const path = `/v1/twilio/status${query}`;
    const answer = await webhook(gateway, path, { CallSid: randomSid('CA'), CallStatus: 'completed' });
    assert.ok([204, 400].includes(answer.status), `${query} -> ${answer.status}`);
  }
});

test('forgeries are refused', async () => {
  const fields = { CallSid: randomSid('CA'), CallStatus: 'completed' };
  const url = `${gateway.publicUrl}/v1/twilio/status`;
  const params = { AccountSid: gateway.account, ApiVersion: '2010-04-01', ...fields };
  const sign = (token, target, what) => twilio.getExpectedTwilioSignature(token, target, what);
  const good = sign(gateway.authToken, url, params);
  const cases = {
    'no signature': '',
    'another token': sign(randomHex(16), url, params),
    'another path': sign(gateway.authToken, `${gateway.publicUrl}/v1/twilio/voice`, params),
    'another host': sign(gateway.authToken, 'https://example.com/v1/twilio/status', params),
    'a slash more': sign(gateway.authToken, `${url}/`, params),
    'https instead of http': sign(gateway.authToken, url.replace('http:', 'https:'), params),
    'fewer fields': sign(gateway.authToken, url, fields),
    'more fields': sign(gateway.authToken, url, { ...params, x: '1' }),
    'SHA-256': createHmac('sha256', gateway.authToken).update(url).digest('base64'),
    'the URL alone': sign(gateway.authToken, url, {}),
    'lower case': good.toLowerCase(),
    'one character less': good.slice(0, -1),
    'one character more': `${good}=`,
    'the API secret': sign(gateway.apiSecret, url, params),
  };
  for (const [what, signature] of Object.entries(cases)) {
    const answer = await webhook(gateway, '/v1/twilio/status', fields, { signature });
    assert.deepEqual([answer.status, answer.body?.reason], [403, 'invalid_signature'], what);
  }
  assert.equal((await webhook(gateway, '/v1/twilio/status', fields, { signature: good })).status, 204);
});

test('forwarded headers and the Host header change nothing', async () => {
  const url = 'https://voice.example.com/v1/twilio/status';
  const forged = {
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'voice.example.com',
    forwarded: 'proto=https;host=voice.example.com',
  };
  assert.equal((await status({}, { url, headers: forged })).status, 403);
  assert.equal((await status({}, { headers: forged })).status, 204);
});

test('Twilio may sign the URL with the default port or without', async () => {
  for (const [PUBLIC_URL, signed] of [
    ['https://voice.example.com', 'https://voice.example.com:443'],
    ['https://voice.example.com', 'https://voice.example.com'],
    ['https://voice.example.com:8443', 'https://voice.example.com'],
    ['https://voice.example.com:8443', 'https://voice.example.com:8443'],
  ]) {
    const other = await Installation.running({ PUBLIC_URL });
    try {
      const fields = { CallSid: randomSid('CA'), CallStatus: 'completed' };
      const options = { url: `${signed}/v1/twilio/status` };
      assert.equal(
        (await webhook(other, '/v1/twilio/status', fields, options)).status,
        204,
        `${PUBLIC_URL} ${signed}`,
      );
      assert.equal(
        (
          await webhook(other, '/v1/twilio/status', fields, {
            url: 'https://voice.example.com:8444/v1/twilio/status',
          })
        ).status,
        403,
      );
    } finally {
      await other.close();
    }
  }
});

test('a rotation of the Auth Token loses no webhook: before, between and after', async () => {
  const rotating = await Installation.create({ RECONCILE_AFTER_SECONDS: '0', CALLBACK_GRACE_SECONDS: '1' });
  const old = rotating.authToken;
  const next = randomHex(16);
  const tokens = (text) => Object.assign(rotating.extra, { TWILIO_AUTH_TOKEN: text });
  const signedWith = async (token) => {
    rotating.authToken = token;
    const fields = { CallSid: randomSid('CA'), CallStatus: 'completed' };
    return (await webhook(rotating, '/v1/twilio/status', fields)).status;
  };
  tokens(old);
  rotating.seed();
  await rotating.start();
  try {
    assert.deepEqual([await signedWith(old), await signedWith(next)], [204, 403]);
    rotating.authToken = old;
    const call = await Call.dialed(rotating, rotating.users.premium);
    await call.childStatus('in-progress');

    // Twilio signs with the old one until the new one is promoted, whichever stands first here.
    for (const both of [`${old},${next}`, `${next},${old}`]) {
      await rotating.stop();
      tokens(both);
      await rotating.start();
      assert.deepEqual([await signedWith(old), await signedWith(next)], [204, 204], both);
      assert.equal(await signedWith(randomHex(16)), 403);
    }
    rotating.authToken = old;
    assert.equal((await call.amd('human')).status, 204);
    rotating.authToken = next;
    assert.equal(
      (await call.dialResult('completed', { DialCallDuration: '42', DialBridged: 'true' })).status,
      200,
    );

    await rotating.stop();
    tokens(next);
    await rotating.start();
    assert.deepEqual([await signedWith(old), await signedWith(next)], [403, 204]);
    assert.deepEqual(
      rotating.callLog().map((row) => [row.outcome, row.duration_seconds]),
      [['answered', 42]],
    );
  } finally {
    await rotating.close();
  }
});

test('another account’s webhook is refused, though signed', async () => {
  const answer = await status({ AccountSid: randomSid('AC') });
  assert.equal(answer.status, 403);
});

test('an answered call: states on the way, one row at the end', async () => {
  const call = await Call.dialed(gateway, newUser());
  const seen = [];
  for (const callback of call.answeredCallbacks) {
    const answer = await callback();
    if (answer.status === 200) assert.deepEqual(parser.parse(answer.body), hangup);
    seen.push((await call.state()).state);
  }
  assert.deepEqual(seen, ['dialing', 'ringing', 'in_progress', 'in_progress', 'ended', 'ended', 'ended']);
  const row = await rowOf(call);
  assert.deepEqual([row.outcome, row.duration_seconds], ['answered', 42]);
  assert.deepEqual(await call.state(), {
    call_id: call.id,
    state: 'ended',
    outcome: 'answered',
    reason: 'completed',
    duration_seconds: 42,
  });
});

test('any order and repetition of the callbacks gives the same row', async () => {
  const calls = await Promise.all(Array.from({ length: 24 }, () => Call.dialed(gateway, newUser())));
  await Promise.all(
    calls.map(async (call) => {
      const callbacks = [...call.answeredCallbacks, ...call.answeredCallbacks];
      for (let i = callbacks.length - 1; i > 0; i--) {
        const j = Math.floor(Math.random() * (i + 1));
        [callbacks[i], callbacks[j]] = [callbacks[j], callbacks[i]];
      }
      await Promise.all(callbacks.map((callback) => callback()));
    }),
  );
  for (const call of calls) await rowOf(call);
  const log = gateway.callLog();
  for (const call of calls) {
    const rows = log.filter((row) => row.user_id_hash === call.identity.slice(2));
    assert.deepEqual(
      rows.map(({ outcome, duration_seconds: seconds }) => [outcome, seconds]),
      [['answered', 42]],
    );
  }
});

for (const [what, play, outcome, seconds, reason] of [
  ['busy', (c) => c.dialResult('busy'), 'failed', 0, 'busy'],
  [
    'declined',
    async (c) => {
      await c.childStatus('busy', { SipResponseCode: '603' });
      await c.dialResult('busy');
    },
    'failed',
    0,
    'declined',
  ],
  ['no answer', (c) => c.dialResult('no-answer'), 'failed', 0, 'no_answer'],
  ['canceled', (c) => c.dialResult('canceled'), 'failed', 0, 'canceled'],
  [
    'not in service',
    async (c) => {
      await c.childStatus('failed', { SipResponseCode: '404' });
      await c.dialResult('failed');
    },
    'failed',
    0,
    'not_in_service',
  ],
  [
    'completed, never bridged',
    (c) => c.dialResult('completed', { DialBridged: 'false', DialCallDuration: '5' }),
    'failed',
    0,
    undefined,
  ],
  [
    'voicemail',
    async (c) => {
      await c.amd('machine_start');
      await c.dialResult('completed', { DialCallDuration: '7', DialBridged: 'true' });
    },
    'voicemail',
    7,
    'completed',
  ],
  [
    'voicemail that detection reports after the end',
    async (c) => {
      await c.dialResult('completed', { DialCallDuration: '7' });
      await c.amd('machine_end_beep');
    },
    'voicemail',
    7,
    'completed',
  ],
  [
    'a fax',
    async (c) => {
      await c.amd('fax');
      await c.dialResult('completed', { DialCallDuration: '3' });
    },
    'voicemail',
    3,
    'completed',
  ],
  [
    'detection that never reports',
    (c) => c.dialResult('completed', { DialCallDuration: '9', DialBridged: 'true' }),
    'answered',
    9,
    'completed',
  ],
  [
    'only the parent leg’s callback, nothing else',
    (c) => c.parentEnded({ CallDuration: '0' }),
    'failed',
    0,
    undefined,
  ],
  [
    'only child callbacks',
    async (c) => {
      await c.childStatus('in-progress');
      await c.childStatus('completed', { CallDuration: '11', Duration: '1' });
    },
    'answered',
    11,
    'completed',
  ],
  [
    'child answered, its end lost, parent ended',
    async (c) => {
      await c.childStatus('in-progress');
      await c.parentEnded({ CallDuration: '12' });
    },
    'answered',
    12,
    'completed',
  ],
  [
    'a duration beyond the time limit',
    async (c) => {
      await c.amd('human');
      await c.dialResult('completed', { DialCallDuration: '7200' });
    },
    'answered',
    3610,
    'completed',
  ],
]) {
  test(`${what}: ${outcome}, ${seconds} s`, async () => {
    const call = await Call.dialed(gateway, newUser());
    await play(call);
    const row = await rowOf(call);
    assert.deepEqual([row.outcome, row.duration_seconds], [outcome, seconds]);
    const state = await call.state();
    assert.deepEqual([state.state, state.outcome], ['ended', outcome]);
    if (reason) assert.equal(state.reason, reason);
  });
}

test('every webhook again after the row is written changes nothing', async () => {
  const call = await Call.dialed(gateway, newUser());
  for (const callback of call.answeredCallbacks) await callback();
  const row = await rowOf(call);
  for (const callback of call.answeredCallbacks) await callback();
  await call.amd('machine_start');
  await call.dialResult('failed');
  await call.childStatus('busy');
  assert.deepEqual(rowsOf(call), [row]);
  assert.equal((await call.redeem()).body, call.twiml);
});

test('callbacks about unknown calls are taken and leave nothing', async () => {
  const before = gateway.callLog().length;
  const call = await Call.prepare(gateway, newUser());
  for (const id of [call.id, `call_${randomHex(16)}`]) {
    call.id = id;
    for (const callback of call.answeredCallbacks) assert.ok((await callback()).status < 300);
  }
  assert.equal(gateway.callLog().length, before);
});

test('malformed callbacks are refused with a reason, or ignored; none writes a row', async () => {
  const call = await Call.dialed(gateway, newUser());
  for (const fields of [
    { CallSid: 'x' },
    { CallSid: '' },
    { CallSid: [] },
    { CallSid: [call.childSid, call.sid] },
    { CallSid: call.childSid, ParentCallSid: call.sid, CallStatus: 'strange' },
    { CallSid: call.childSid, ParentCallSid: call.sid, CallStatus: 'completed', CallDuration: '-1' },
    { CallSid: call.childSid, ParentCallSid: call.sid, CallStatus: 'completed', CallDuration: '1e9' },
  ]) {
    const answer = await call.send('status', fields);
    assert.ok([204, 400].includes(answer.status), JSON.stringify(fields));
  }
  assert.equal((await call.redeem()).body, call.twiml);
});

test('the fallback never dials', async () => {
  const call = await Call.prepare(gateway, newUser());
  const answer = await webhook(gateway, '/v1/twilio/fallback', {
    ...call.voiceFields,
    ErrorCode: '11200',
    ErrorUrl: `${gateway.publicUrl}/v1/twilio/voice`,
  });
  assert.equal(answer.status, 200);
  assert.deepEqual(parser.parse(answer.body), hangup);
  assert.ok((await call.redeem()).body.includes('<Dial'), 'and leaves the ticket as it is');
});
