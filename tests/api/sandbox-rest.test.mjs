// The sandbox's REST API: Twilio's own client drives it, each kind of key may what it may at Twilio, and its answers are
// what Twilio publishes.
import assert from 'node:assert/strict';
import { createServer, request } from 'node:http';
import { after, before, beforeEach, describe, test } from 'node:test';
import { eventually, Installation, randomSid } from './harness.mjs';
import { Sandbox } from './sandbox.mjs';
import { accessToken, SdkCall } from './sdkCall.mjs';
import { checkTwilioAnswer, checkTwilioRequest } from './twilioContract.mjs';

let installation;
let sandbox;
/** With the Auth Token, and with the Standard key. */
let main;
let standard;
/** What a TwiML App of the test answers, and what it was asked. */
let twiml;
let application;
before(async () => {
  installation = new Installation();
  installation.publicUrl = 'http://127.0.0.1:9';
  sandbox = await Sandbox.start(installation);
  main = sandbox.client();
  standard = sandbox.client(installation.apiKey, installation.apiSecret);
  application = { asked: [] };
  application.server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      application.asked.push({ path: request.url, fields: new URLSearchParams(body) });
      response.setHeader('content-type', 'text/xml');
      response.end(request.url === '/voice' ? twiml : '<Response/>');
    });
  });
  await new Promise((resolve) => application.server.listen(0, '127.0.0.1', resolve));
  application.url = `http://127.0.0.1:${application.server.address().port}`;
});
after(async () => {
  application.server.closeAllConnections();
  application.server.close();
  await sandbox.stop();
  await installation.close();
});
beforeEach(async () => {
  application.asked.length = 0;
  await sandbox.restFaults();
  await sandbox.account({
    status: 'active',
    type: 'Full',
    clock_offset_seconds: 0,
    call_record_delay_ms: 0,
    keys: [{ sid: installation.apiKey, secret: installation.apiSecret, friendly_name: 'first' }],
    applications: [{ sid: installation.app, friendly_name: 'first', voice_url: `${application.url}/voice` }],
    numbers: [{ phone_number: installation.callerId }],
    caller_ids: [],
  });
});

const path = (resource) => `/2010-04-01/Accounts/${installation.account}${resource}`;
/** An answer with the Auth Token, or with `user` and `password`, checked against what Twilio publishes. */
async function ask(method, target, form, [user, password] = [installation.account, installation.authToken]) {
  const answer = await fetch(`${sandbox.url}${target}`, {
    method,
    headers: { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` },
    body: form && new URLSearchParams(form),
  });
  const text = await answer.text();
  const body = text ? JSON.parse(text) : undefined;
  if (answer.ok) checkTwilioAnswer(method, target, answer.status, body);
  return { status: answer.status, headers: answer.headers, body };
}
const refused = (status, code) => (error) => {
  assert.deepEqual([error.status, error.code], [status, code], error.message);
  return true;
};
const dialOf = (number) =>
  `<Response><Dial answerOnBridge="true" callerId="${installation.callerId}"><Number>${number}</Number></Dial></Response>`;
/** A call that is over. Gives its CallSid. */
async function pastCall(number = '+14155550191', identity = 'alice') {
  twiml = dialOf(number);
  const call = await SdkCall.connect(sandbox, accessToken(installation, identity));
  call.invite({ ticket: 't' });
  const end = await eventually('the end', async () => {
    const frame = await call.next();
    return frame.type === 'hangup' && frame;
  });
  assert.equal(end.payload.error, undefined);
  call.close();
  const [parent] = await main.calls.list({ from: `client:${identity}` });
  return parent.sid;
}

describe('keys', () => {
  test('are made, with the secret shown once, listed, renamed and deleted', async () => {
    const made = await main.newKeys.create({ friendlyName: 'second' });
    assert.match(made.secret, /^[0-9A-Za-z]{32}$/);
    assert.deepEqual(
      (await main.keys.list()).map(({ friendlyName }) => friendlyName),
      ['first', 'second'],
    );
    const { body } = await ask('GET', path(`/Keys/${made.sid}.json`));
    assert.equal(body.secret, undefined);
    assert.equal((await main.keys(made.sid).update({ friendlyName: 'third' })).friendlyName, 'third');
    const own = sandbox.client(made.sid, made.secret);
    assert.equal((await own.applications.list()).length, 1);
    await main.keys(made.sid).remove();
    await assert.rejects(own.applications.list(), refused(401, 20003));
    await assert.rejects(main.keys(made.sid).fetch(), refused(404, 20404));
  });

  test('sign access tokens as soon as they exist, and no longer', async () => {
    const { sid: key, secret } = await main.newKeys.create();
    const token = accessToken(installation, 'alice', { key, secret });
    (await SdkCall.connect(sandbox, token)).close();
    await main.keys(key).remove();
    await assert.rejects(SdkCall.connect(sandbox, token), { code: 31201 });
  });

  test('a Restricted key may what its policy allows, and signs nothing', async () => {
    const { sid: key, secret } = await main.iam.v1.newApiKey.create({
      accountSid: installation.account,
      keyType: 'restricted',
      policy: { allow: ['/twilio/voice/calls/list', '/twilio/voice/twiml.apps/*'] },
    });
    const restricted = sandbox.client(key, secret);
    assert.deepEqual(await restricted.calls.list({ to: '+14155550100' }), []);
    assert.equal((await restricted.applications(installation.app).fetch()).friendlyName, 'first');
    for (const request of [
      () => restricted.calls(randomSid('CA')).fetch(),
      () => restricted.incomingPhoneNumbers.list(),
      () => restricted.keys.list(),
      () => restricted.voice.v1.dialingPermissions.countries('US').fetch(),
    ])
      await assert.rejects(request, refused(403, 70051));
    await assert.rejects(SdkCall.connect(sandbox, accessToken(installation, 'alice', { key, secret })), {
      code: 31201,
    });
    assert.deepEqual((await main.iam.v1.apiKey(key).fetch()).policy.allow.length, 2);
    await ask('GET', `/v1/Keys/${key}`);
    await assert.rejects(
      main.iam.v1.newApiKey.create({ accountSid: installation.account, keyType: 'restricted' }),
      refused(400, 20001),
    );
  });

  test('a Standard key is refused /Accounts and /Keys as if its secret were wrong; a Main key is not', async () => {
    for (const request of [
      () => standard.api.v2010.accounts(installation.account).fetch(),
      () => standard.keys.list(),
      () => standard.newKeys.create(),
    ])
      await assert.rejects(request, refused(401, 20003));
    const kept = { sid: installation.apiKey, secret: installation.apiSecret };
    await sandbox.account({ keys: [{ ...kept, kind: 'main' }] });
    assert.equal((await standard.keys.list()).length, 1);
    await sandbox.account({ keys: [{ ...kept, kind: 'restricted', policy: ['/twilio/voice/*'] }] });
    await assert.rejects(standard.incomingPhoneNumbers.list(), refused(403, 70051));
  });
});

describe('the account', () => {
  test('is shown to its main credentials', async () => {
    const { body } = await ask('GET', path('.json'));
    assert.deepEqual([body.status, body.type, body.auth_token], ['active', 'Full', installation.authToken]);
    assert.equal((await main.api.v2010.accounts.list()).length, 1);
    await sandbox.account({ type: 'Trial' });
    assert.equal((await main.api.v2010.accounts(installation.account).fetch()).type, 'Trial');
  });

  test('when suspended it can be looked at, and does nothing', async () => {
    await sandbox.account({ status: 'suspended' });
    assert.equal((await main.api.v2010.accounts(installation.account).fetch()).status, 'suspended');
    await assert.rejects(main.applications.list(), refused(401, 20005));
    await assert.rejects(SdkCall.connect(sandbox, accessToken(installation, 'alice')), { code: 31203 });
  });

  test('whoever does not authenticate learns nothing, not even what exists', async () => {
    for (const [user, password] of [
      [installation.account, 'wrong'],
      [installation.apiKey, installation.authToken],
      [randomSid('SK'), installation.apiSecret],
      ['', ''],
    ]) {
      const { status, body } = await ask('GET', path('/Calls.json'), undefined, [user, password]);
      assert.deepEqual([status, body.code], [401, 20003]);
      assert.equal((await ask('GET', path('/Nothing.json'), undefined, [user, password])).status, 401);
    }
    assert.equal((await fetch(`${sandbox.url}/2010-04-01.json`)).status, 200);
  });

  test('another account, another path, another method: in Twilio’s words', async () => {
    for (const [method, target, status, code] of [
      ['GET', `/2010-04-01/Accounts/${randomSid('AC')}/Calls.json`, 404, 20404],
      ['GET', path('/Recordings.json'), 404, 20404],
      ['GET', path(`/Applications/${installation.app}`), 404, 20404],
      ['GET', '/v1/Nothing', 404, 20404],
      ['POST', path('/Calls.json'), 405, 20004],
      ['DELETE', path('/Keys.json'), 405, 20004],
    ]) {
      const { status: answered, body } = await ask(method, target);
      assert.deepEqual([answered, body.code, body.status], [status, code, status], target);
      assert.match(body.more_info, /\/errors\/\d+$/);
    }
  });
});

describe('TwiML Apps', () => {
  test('are made, found by their name, changed, and deleted', async () => {
    const made = await main.applications.create({
      friendlyName: 'mine',
      voiceUrl: 'https://example.com/voice#rc=2',
      statusCallback: 'https://example.com/status',
    });
    await ask('GET', path(`/Applications/${made.sid}.json`));
    assert.deepEqual([made.voiceMethod, made.voiceFallbackUrl], ['POST', null]);
    const found = await standard.applications.list({ friendlyName: 'mine' });
    assert.deepEqual(
      found.map(({ sid, voiceUrl }) => [sid, voiceUrl]),
      [[made.sid, 'https://example.com/voice#rc=2']],
    );
    const changed = await main.applications(made.sid).update({ voiceUrl: '', voiceMethod: 'GET' });
    assert.deepEqual([changed.voiceUrl, changed.voiceMethod, changed.friendlyName], [null, 'GET', 'mine']);
    await main.applications(made.sid).remove();
    await assert.rejects(main.applications(made.sid).fetch(), refused(404, 20404));
  });

  test('what is not valid is refused, and nothing changes', async () => {
    for (const [form, code] of [
      [{ VoiceUrl: 'voice' }, 21502],
      [{ StatusCallback: 'ftp://example.com' }, 21502],
      [{ VoiceMethod: 'PUT' }, 20001],
      [{ FriendlyName: 'x'.repeat(65) }, 20002],
      [{ PublicApplicationConnectEnabled: 'maybe' }, 20001],
    ]) {
      const target = path(`/Applications/${installation.app}.json`);
      const { status, body } = await ask('POST', target, { VoiceUrl: 'https://example.com/new', ...form });
      assert.deepEqual([status, body.code], [400, code], JSON.stringify(form));
    }
    const app = await main.applications(installation.app).fetch();
    assert.equal(app.voiceUrl, `${application.url}/voice`);
  });

  test('a Voice URL set by REST is asked from then on, and a new app is one that tokens may name', async () => {
    const { sid: app } = await main.applications.create({ friendlyName: 'new' });
    const call = await SdkCall.connect(sandbox, accessToken(installation, 'alice', { app }));
    call.invite({});
    await assert.rejects(call.until('answer'), /31002/, 'an app without a Voice URL');
    await main.applications(app).update({
      voiceUrl: `${application.url}/voice`,
      statusCallback: `${application.url}/ended`,
    });
    twiml = '<Response><Reject/></Response>';
    call.invite({ ticket: 'one' });
    await assert.rejects(call.until('answer'), /31002/);
    await eventually('the status callback', () => application.asked.length === 2);
    const [voice, ended] = application.asked;
    assert.deepEqual([voice.path, voice.fields.get('ApplicationSid')], ['/voice', app]);
    assert.deepEqual([ended.path, ended.fields.get('CallStatus')], ['/ended', 'completed']);
    await main.applications(app).remove();
    call.invite({});
    await assert.rejects(call.until('answer'), /31001/, 'an app that is gone');
    call.close();
  });
});

describe('numbers', () => {
  test('of the account, with what they can', async () => {
    await sandbox.account({
      numbers: [
        { phone_number: installation.callerId },
        {
          phone_number: '+14155550188',
          voice: false,
          emergency_status: 'Inactive',
          emergency_address: false,
        },
      ],
    });
    const [mute] = await standard.incomingPhoneNumbers.list({ phoneNumber: '+14155550188' });
    assert.deepEqual(
      [mute.capabilities.voice, mute.emergencyStatus, mute.emergencyAddressSid, mute.emergencyAddressStatus],
      [false, 'Inactive', null, 'unregistered'],
    );
    const { body } = await ask('GET', path(`/IncomingPhoneNumbers/${mute.sid}.json`));
    assert.equal(body.phone_number, '+14155550188');
    assert.equal((await main.incomingPhoneNumbers.list()).length, 2);
    assert.deepEqual(await main.incomingPhoneNumbers.list({ phoneNumber: '+14155550177' }), []);
    assert.equal((await ask('GET', path('/IncomingPhoneNumbers.json?PageSize=1'))).body.page_size, 1);
  });

  test('of others are verified, and can then be shown', async () => {
    const number = '+12125550155';
    twiml = dialOf('+14155550191').replace(installation.callerId, number);
    const call = await SdkCall.connect(sandbox, accessToken(installation, 'alice'));
    call.invite({});
    await assert.rejects(call.until('ringing'), /The call ended/);
    const asked = await main.validationRequests.create({
      phoneNumber: number,
      friendlyName: 'Office',
      statusCallback: `${application.url}/verified`,
    });
    assert.match(asked.validationCode, /^\d{6}$/);
    await eventually('the callback', () =>
      application.asked.some(({ path: asked }) => asked === '/verified'),
    );
    const { fields } = application.asked.at(-1);
    assert.equal(fields.get('VerificationStatus'), 'success');
    const [caller] = await main.outgoingCallerIds.list({ phoneNumber: number });
    assert.deepEqual([caller.sid, caller.friendlyName], [fields.get('OutgoingCallerIdSid'), 'Office']);
    assert.equal(
      (await main.outgoingCallerIds(caller.sid).update({ friendlyName: 'Desk' })).friendlyName,
      'Desk',
    );
    await assert.rejects(main.validationRequests.create({ phoneNumber: number }), refused(400, 21450));
    await ask('GET', path(`/OutgoingCallerIds/${caller.sid}.json`));

    application.asked.length = 0;
    call.invite({});
    await assert.rejects(call.until('answer'), /The call ended/);
    const child = (await main.calls.list({ from: number }))[0];
    assert.equal(child.status, 'busy', 'the number is shown now');
    call.close();
    await main.outgoingCallerIds(caller.sid).remove();
    assert.deepEqual(await main.outgoingCallerIds.list(), []);
  });

  test('nobody verifies a number that does not pick up, or none at all', async () => {
    await main.validationRequests.create({
      phoneNumber: '+14155550192',
      statusCallback: `${application.url}/verified`,
    });
    await eventually('the callback', () => application.asked.length);
    assert.equal(application.asked[0].fields.get('VerificationStatus'), 'failed');
    assert.deepEqual(await main.outgoingCallerIds.list(), []);
    await assert.rejects(main.validationRequests.create({ phoneNumber: '911' }), refused(400, 21211));
    await assert.rejects(
      main.validationRequests.create({ phoneNumber: '+12125550155', callDelay: 61 }),
      refused(400, 20001),
    );
  });
});

describe('calls', () => {
  test('are found by their parent, status, numbers and times', async () => {
    const began = new Date(Math.floor(Date.now() / 1000) * 1000);
    const parentSid = await pastCall('+14155550191', 'bob');
    const [child, ...none] = await standard.calls.list({ parentCallSid: parentSid });
    assert.deepEqual(none, []);
    assert.deepEqual(
      [child.status, child.direction, child.duration, child.to, child.parentCallSid],
      ['busy', 'outbound-dial', '0', '+14155550191', parentSid],
    );
    const sids = async (filter) => (await main.calls.list(filter)).map(({ sid }) => sid);
    assert.ok((await sids({ status: 'busy', to: '+14155550191' })).includes(child.sid));
    assert.ok(!(await sids({ status: 'completed' })).includes(child.sid));
    assert.deepEqual(await sids({ from: 'client:bob' }), [parentSid]);
    const later = new Date(Date.now() + 60_000);
    assert.deepEqual(await sids({ startTimeAfter: began, parentCallSid: parentSid }), [child.sid]);
    assert.deepEqual(await sids({ startTimeAfter: later }), []);
    assert.ok((await sids({ startTimeBefore: later })).includes(child.sid));
    assert.deepEqual(await sids({ startTimeBefore: new Date(0) }), []);
    const day = new Date().toISOString().slice(0, 10);
    const { body } = await ask('GET', path(`/Calls.json?StartTime=${day}&ParentCallSid=${parentSid}`));
    assert.equal(body.calls[0].sid, child.sid);
    await ask('GET', path(`/Calls/${child.sid}.json`));
    for (const query of ['StartTime%3E=yesterday', 'Status=over', 'EndTime=2026-13-01']) {
      const { status, body: error } = await ask('GET', path(`/Calls.json?${query}`));
      assert.deepEqual([status, error.code], [400, 20001], query);
    }
  });

  test('are ended, and deleted afterwards', async () => {
    twiml = dialOf('+14155550195');
    const call = await SdkCall.connect(sandbox, accessToken(installation, 'carol'));
    call.invite({});
    await call.until('answer');
    await assert.rejects(main.calls(call.sid).remove(), refused(400, 20001));
    assert.equal((await standard.calls(call.sid).fetch()).status, 'in-progress');
    await standard.calls(call.sid).update({ status: 'canceled' });
    assert.equal((await standard.calls(call.sid).fetch()).status, 'in-progress', 'it was answered');
    await standard.calls(call.sid).update({ status: 'completed' });
    await assert.rejects(call.until('nothing'), /The call ended/);
    await eventually('the end', async () => (await main.calls(call.sid).fetch()).status === 'completed');
    await assert.rejects(main.calls(call.sid).update({ status: 'completed' }), refused(400, 21220));
    await assert.rejects(main.calls(call.sid).update({ twiml: '<Response/>' }), refused(400, 20001));
    await main.calls(call.sid).remove();
    await assert.rejects(main.calls(call.sid).fetch(), refused(404, 20404));
    assert.deepEqual(await main.calls.list({ parentCallSid: call.sid }), []);
    call.close();
  });

  test('have late records: first not listed, then without an end, then without a length', async () => {
    await sandbox.account({ call_record_delay_ms: 3_600_000 });
    twiml = dialOf('+14155550196');
    const call = await SdkCall.connect(sandbox, accessToken(installation, 'dave'));
    call.invite({});
    await assert.rejects(call.until('answer'), /The call ended/);
    call.close();
    const { sid } = call;
    assert.deepEqual(await main.calls.list({ from: 'client:dave' }), []);
    const early = await main.calls(sid).fetch();
    assert.deepEqual([early.status, early.endTime, early.duration], ['ringing', null, null]);
    await sandbox.account({ call_record_delay_ms: 0 });
    const late = await main.calls(sid).fetch();
    assert.deepEqual([late.status, late.duration], ['completed', '0']);
    assert.equal((await main.calls.list({ from: 'client:dave' })).length, 1);
  });
});

describe('dialing permissions', () => {
  test('every country, in pages whose next has a whole URL', async () => {
    const all = await standard.voice.v1.dialingPermissions.countries.list({ pageSize: 100 });
    assert.ok(all.length > 200);
    assert.equal(new Set(all.map(({ isoCode }) => isoCode)).size, all.length);
    assert.deepEqual(
      all.filter(({ lowRiskNumbersEnabled }) => lowRiskNumbersEnabled).map(({ isoCode }) => isoCode),
      ['US'],
    );
    const { body } = await ask('GET', '/v1/DialingPermissions/Countries?PageSize=20');
    assert.ok(body.meta.next_page_url.startsWith(`${sandbox.url}/v1/`));
    assert.deepEqual([body.content.length, body.meta.key], [20, 'content']);
  });

  test('one country; the United States and Canada are one; all change at once or none', async () => {
    const { dialingPermissions } = main.voice.v1;
    const us = await dialingPermissions.countries('US').fetch();
    assert.deepEqual([us.name, us.countryCodes], ['United States/Canada', ['+1']]);
    await ask('GET', '/v1/DialingPermissions/Countries/US');
    await assert.rejects(dialingPermissions.countries('CA').fetch(), refused(404, 20404));
    const update = (items) =>
      ask('POST', '/v1/DialingPermissions/BulkCountryUpdates', { UpdateRequest: JSON.stringify(items) });
    const { body } = await update([
      { iso_code: 'GB', low_risk_numbers_enabled: 'true' },
      { iso_code: 'US', high_risk_tollfraud_numbers_enabled: true },
    ]);
    assert.equal(body.update_count, 2);
    const open = await dialingPermissions.countries.list({ lowRiskNumbersEnabled: true });
    assert.deepEqual(
      open.map(({ isoCode }) => isoCode),
      ['GB', 'US'],
    );
    for (const wrong of [
      [{ iso_code: 'GB', low_risk_numbers_enabled: 'false' }, { iso_code: 'XX' }],
      [{ iso_code: 'GB', low_risk_numbers_enabled: 'no' }],
      {},
    ])
      assert.equal((await update(wrong)).status, 400);
    assert.equal((await dialingPermissions.countries('GB').fetch()).lowRiskNumbersEnabled, true);
    await update([
      { iso_code: 'GB', low_risk_numbers_enabled: false },
      { iso_code: 'US', high_risk_tollfraud_numbers_enabled: false },
    ]);
  });

  test('settings', async () => {
    await ask('POST', '/v1/Settings', { DialingPermissionsInheritance: 'true' });
    assert.equal((await ask('GET', '/v1/Settings')).body.dialing_permissions_inheritance, true);
    const settings = main.voice.v1.dialingPermissions.settings();
    assert.equal(
      (await settings.update({ dialingPermissionsInheritance: false })).dialingPermissionsInheritance,
      false,
    );
  });
});

describe('pages', () => {
  const names = Array.from({ length: 7 }, (_, i) => `app ${i}`);
  beforeEach(() => sandbox.account({ applications: names.map((friendly_name) => ({ friendly_name })) }));

  test('follow each other, each item once, also when the list changes in front', async () => {
    const listed = await main.applications.list({ pageSize: 3 });
    assert.deepEqual(
      listed.map(({ friendlyName }) => friendlyName),
      names,
    );
    const { body: first } = await ask('GET', path('/Applications.json?PageSize=3'));
    assert.deepEqual([first.page, first.page_size, first.start, first.end], [0, 3, 0, 2]);
    assert.equal(first.previous_page_uri, null);
    await main.applications(first.applications[0].sid).remove();
    const { body: second } = await ask('GET', first.next_page_uri);
    assert.deepEqual(
      second.applications.map(({ friendly_name: name }) => name),
      names.slice(3, 6),
    );
    assert.match(second.previous_page_uri, /Page=0$/);
    const { body: last } = await ask('GET', second.next_page_uri);
    assert.deepEqual([last.applications.length, last.next_page_uri], [1, null]);
  });

  test('have 1 to 1000 items', async () => {
    assert.equal((await ask('GET', path('/Applications.json'))).body.page_size, 50);
    assert.equal((await ask('GET', path('/Applications.json?PageSize=1000'))).status, 200);
    for (const [query, code] of [
      ['PageSize=1001', 20007],
      ['PageSize=0', 20001],
      ['PageSize=ten', 20001],
      ['Page=-1', 20001],
      ['Page=99', 20001],
      ['PageSize=%', 20001],
    ]) {
      const { status, body } = await ask('GET', path(`/Applications.json?${query}`));
      assert.deepEqual([status, body.code], [400, code], query);
    }
  });
});

describe('trouble at Twilio', () => {
  test('429 for a while: the client tries again', async () => {
    const patient = sandbox.client(undefined, undefined, { autoRetry: true, maxRetries: 3 });
    const before = (await sandbox.requests()).length;
    await sandbox.restFaults({ status: 429, next: 2 });
    assert.equal((await patient.applications.list()).length, 1);
    const statuses = (await sandbox.requests()).slice(before).map(({ status }) => status);
    assert.deepEqual(statuses, [429, 429, 200]);
    await sandbox.restFaults({ status: 429, next: 1, retry_after: 7 });
    const { status, body, headers } = await ask('GET', path('/Calls.json'));
    assert.deepEqual([status, body.code, headers.get('retry-after')], [429, 20429, '7']);
    assert.equal((await ask('GET', path('/Calls.json'))).status, 200);
  });

  test('out of order until it is mended, on one path or everywhere', async () => {
    await sandbox.restFaults({ status: 503, path: '/Calls' });
    await assert.rejects(main.calls.list(), refused(503, 20503));
    assert.equal((await main.applications.list()).length, 1);
    await sandbox.restFaults({ status: 500 });
    await assert.rejects(main.applications.list(), refused(500, 20500));
    await sandbox.restFaults();
    await main.calls.list();
  });

  test('silent until it is mended; many may wait', async () => {
    await sandbox.restFaults({ silent: true });
    const waiting = [1, 2, 3].map(() => ask('GET', path('/Calls.json')));
    await eventually('the requests', async () =>
      (await sandbox.requests()).slice(-3).every(({ status }) => status === 0),
    );
    await sandbox.restFaults();
    for (const answer of waiting) assert.equal((await answer).status, 200);
  });

  test('errors in the other format', async () => {
    await sandbox.restFaults({ rfc9457: true });
    const { status, body, headers } = await ask('GET', path(`/Calls/${randomSid('CA')}.json`));
    assert.equal(headers.get('content-type'), 'application/problem+json');
    assert.deepEqual([status, body.status, body.code], [404, 404, 20404]);
    assert.match(body.type, /20404$/);
    await assert.rejects(main.calls(randomSid('CA')).fetch(), { status: 404, code: 20404 });
  });

  test('a clock that differs', async () => {
    const ahead = async () =>
      Date.parse((await ask('GET', path('/Calls.json'))).headers.get('date')) - Date.now();
    assert.ok(Math.abs(await ahead()) < 30_000);
    await sandbox.account({ clock_offset_seconds: 600 });
    assert.ok(Math.abs((await ahead()) - 600_000) < 30_000);
  });
});

test('controls say what they do not understand, and change nothing then', async () => {
  const post = (where, body) => fetch(`${sandbox.url}/sandbox/${where}`, { method: 'POST', body });
  for (const [where, body] of [
    ['account', 'nonsense'],
    ['account', '{"colour":"red"}'],
    ['account', '{"applications":[],"status":"tired"}'],
    ['account', '{"applications":[],"numbers":[{"phone_number":"911"}]}'],
    ['account', '{"keys":[{"kind":"golden"}]}'],
    ['account', '{"countries":[{"iso_code":"XX"}]}'],
    ['account', '{"caller_ids":["911"]}'],
    ['account', '{"call_record_delay_ms":-1}'],
    ['rest-faults', '[]'],
    ['rest-faults', '{"status":200}'],
    ['rest-faults', '{"next":0}'],
    ['rest-faults', '{"retry_after":"soon"}'],
    ['rest-faults', '{"silent":1}'],
    ['rest-faults', '{"loud":true}'],
  ]) {
    const answer = await post(where, body);
    assert.equal(answer.status, 400, body);
    assert.ok((await answer.json()).detail.endsWith('.'), body);
  }
  assert.equal((await main.applications.list()).length, 1);
});

test('what Twilio’s client sent is what Twilio publishes, so the check is one', async () => {
  const own = (await sandbox.requests()).filter(({ user, status }) => user.startsWith('SK') && status < 300);
  assert.ok(own.length > 10);
  for (const request of own) checkTwilioRequest(request);
  assert.throws(
    () => checkTwilioRequest({ method: 'GET', target: path('/Calls.json?Parent=1'), body: '' }),
    /knows no/,
  );
  assert.throws(
    () => checkTwilioRequest({ method: 'GET', target: path('/Call.json'), body: '' }),
    /Twilio has no/,
  );
  assert.throws(() => checkTwilioAnswer('GET', path('/Keys.json'), 200, { keys: [] }), /page_size/);
  assert.ok(!sandbox.log.includes(installation.authToken) && !sandbox.log.includes(installation.apiSecret));
});

describe('what tells of calls, and what changes the sandbox', () => {
  const ask = (method, path, headers) =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(sandbox.url);
      // Not fetch, which sets these headers itself.
      request({ hostname, port, path, method, headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end(method === 'POST' ? '{}' : '');
    });

  for (const [method, path] of [
    ['POST', '/sandbox/account'],
    ['POST', '/sandbox/faults'],
    ['GET', '/sandbox/webhooks'],
    ['GET', '/sandbox/rest-requests'],
    ['GET', '/sandbox/info'],
    ['GET', '/sandbox/inspector.json'],
  ]) {
    test(`${method} ${path} is for its own pages and for programs only`, async () => {
      const own = new URL(sandbox.url).host;
      assert.equal(await ask(method, path, { host: own, origin: 'https://evil.example' }), 403);
      assert.equal(
        await ask(method, path, { host: 'evil.example' }),
        403,
        'a name that points to this machine',
      );
      assert.ok((await ask(method, path, { host: own, origin: `http://${own}` })) < 300);
      assert.ok((await ask(method, path, { host: own })) < 300);
    });
  }
});
