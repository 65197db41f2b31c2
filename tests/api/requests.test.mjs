// Malformed, oversized, wrong-typed and hostile requests at every endpoint.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { client, specificationText, webhook } from './contract.mjs';
import { Installation, randomSid } from './harness.mjs';

let gateway;
before(async () => {
  gateway = await Installation.running({
    ALLOWED_ORIGINS: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
  });
});
after(() => gateway.close());

const premium = () => client(gateway, gateway.users.premium.token);

/** Sends bytes and gives what comes back before the connection closes. */
function raw(bytes) {
  return new Promise((resolve, reject) => {
    const socket = connect(gateway.port, '127.0.0.1', () => socket.end(bytes));
    let text = '';
    socket.setEncoding('latin1').on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
}

test('a ticket request that is not what it must be gets 400 and says what to do', async () => {
  const ask = premium();
  for (const body of [
    '',
    '{',
    'null',
    '[]',
    '"x"',
    '1',
    '{}',
    '{"number_id":1}',
    '{"number_id":null}',
    '{"number_id":["x"]}',
    '{"number_id":""}',
    '{"number_id":"x","to":"+19005550100"}',
    '{"number_id":"x","number_id":"y"}',
    '{"number_id":"x"} trailing',
    `{"number_id":"${'x'.repeat(65)}"}`,
    '['.repeat(10_000),
    '{"number_id":"\ud800"}',
    '{"number_id":"x\u0000"}',
    "{'number_id':'x'}",
  ]) {
    const answer = await ask('POST', '/v1/voice/calls', {
      raw: body,
      headers: { 'content-type': 'application/json' },
    });
    assert.ok([400, 404].includes(answer.status), `${body.slice(0, 40)} -> ${answer.status}`);
    if (answer.status === 400) assert.ok(answer.body.detail?.length > 10);
  }
});

test('another content type gets 415', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx', '']) {
    const answer = await premium()('POST', '/v1/voice/calls', {
      raw: '{"number_id":"x"}',
      headers: { 'content-type': type },
    });
    assert.equal(answer.status, 415, type);
  }
  const answer = await webhook(
    gateway,
    '/v1/twilio/status',
    { CallSid: randomSid('CA') },
    { headers: { 'content-type': 'application/json' } },
  );
  assert.equal(answer.status, 415);
});

test('a body over 64 KiB gets 413 at every endpoint', async () => {
  const body = 'x'.repeat(64 * 1024 + 1);
  for (const path of [
    '/v1/voice/token',
    '/v1/voice/calls',
    '/v1/twilio/voice',
    '/v1/twilio/dial-result',
    '/v1/twilio/status',
    '/v1/twilio/amd',
    '/v1/twilio/fallback',
  ]) {
    const answer = await premium()('POST', path, {
      raw: body,
      headers: { 'content-type': 'application/json' },
    });
    assert.deepEqual([answer.status, answer.body.reason], [413, 'payload_too_large'], path);
  }
});

test('forms with broken escapes or too many fields are refused', async () => {
  for (const body of ['a=%', 'a=%zz', 'a=%2', 'a=1&'.repeat(5000)]) {
    const answer = await premium()('POST', '/v1/twilio/status', {
      raw: body,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': 'x' },
    });
    assert.ok([400, 403].includes(answer.status), body.slice(0, 20));
  }
});

test('search takes any text and refuses what it cannot be', async () => {
  const ask = premium();
  for (const q of [
    '',
    '%',
    '_',
    "'",
    '"',
    '*',
    'a OR b',
    '(',
    'NEAR',
    '\\',
    'é',
    '🙂',
    '-',
    '^',
    "' or 1=1 --",
  ]) {
    assert.equal((await ask('GET', `/v1/companies?q=${encodeURIComponent(q)}`)).status, 200, q);
  }
  for (const query of [
    `q=${'x'.repeat(101)}`,
    `domain=${'x'.repeat(254)}`,
    'cursor=nonsense!',
    'q=%zz',
    'q=%00',
    'q=a&q=b',
  ]) {
    assert.equal((await ask('GET', `/v1/companies?${query}`)).status, 400, query);
  }
});

test('search finds by name, domain, alias and sub-domain', async () => {
  const names = async (query) =>
    (await premium()('GET', `/v1/companies?${query}`)).body.companies.map(({ name }) => name);
  assert.deepEqual(await names('q=oth'), ['Other']);
  assert.deepEqual(await names('q=EXAM'), ['Example', 'Other'], 'both have it in their domain');
  assert.deepEqual(await names('q=exam+other'), ['Other']);
  assert.deepEqual(await names('domain=example.com'), ['Example']);
  assert.deepEqual(await names('domain=www.support.example.com'), ['Example']);
  assert.deepEqual(await names('domain=example.org'), ['Example']);
  assert.deepEqual(await names('domain=com'), []);
  assert.deepEqual(await names('q=nothing-like-it'), []);
  assert.deepEqual(await names(''), ['Example', 'Other']);
});

test('unknown paths get 404 and wrong methods 405', async () => {
  const ask = premium();
  for (const path of [
    '/v1',
    '/v1/voice',
    '/v1/voice/token/',
    '/v1/voice/tokens',
    '/v2/voice/token',
    '/%2e%2e/etc/passwd',
    '/try/../../etc/passwd',
  ]) {
    assert.equal((await fetch(`http://127.0.0.1:${gateway.port}${path}`)).status, 404, path);
  }
  for (const [method, path] of [
    ['GET', '/v1/voice/token'],
    ['DELETE', '/v1/voice/calls'],
    ['POST', '/v1/me'],
    ['GET', '/v1/twilio/voice'],
    ['PUT', '/livez'],
  ]) {
    const answer = await ask(method, path);
    assert.deepEqual([answer.status, answer.body.reason], [405, 'method_not_allowed'], `${method} ${path}`);
    assert.ok(answer.headers.get('allow'));
  }
});

test('requests that two readers could understand differently are refused', async () => {
  const head = 'POST /v1/voice/token HTTP/1.1\r\nHost: x\r\n';
  for (const [what, bytes] of Object.entries({
    'both lengths': `${head}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    'two lengths': `${head}Content-Length: 0\r\nContent-Length: 0\r\n\r\n`,
    'a list of lengths': `${head}Content-Length: 0, 0\r\n\r\n`,
    'a negative length': `${head}Content-Length: -1\r\n\r\n`,
    'a signed length': `${head}Content-Length: +1\r\n\r\nx`,
    'another encoding': `${head}Transfer-Encoding: xchunked\r\n\r\n`,
    'two encodings': `${head}Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    'a folded header': `${head}X: a\r\n b\r\n\r\n`,
    'a blank before the colon': `${head}X : a\r\n\r\n`,
    'no host': 'GET /livez HTTP/1.1\r\n\r\n',
    'two hosts': 'GET /livez HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
    'a NUL': `${head}X: a\0b\r\n\r\n`,
    'a bare CR': `${head}X: a\rb\r\n\r\n`,
    'a bad chunk size': `${head}Transfer-Encoding: chunked\r\n\r\n0x2\r\nab\r\n0\r\n\r\n`,
  })) {
    assert.match(await raw(bytes), /^HTTP\/1\.1 400 /, what);
  }
  assert.match(
    await raw(`GET /livez HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`),
    /^HTTP\/1\.1 431 /,
  );
  assert.match(await raw('GET /livez HTTP/1.1\r\nHost: x\r\n\r\n'), /^HTTP\/1\.1 200 /);
});

test('only listed origins may read answers', async () => {
  const origin = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
  const preflight = (from) =>
    fetch(`http://127.0.0.1:${gateway.port}/v1/voice/token`, {
      method: 'OPTIONS',
      headers: {
        origin: from,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-tle-token',
      },
    });
  const allowed = await preflight(origin);
  assert.equal(allowed.headers.get('access-control-allow-origin'), origin);
  assert.match(allowed.headers.get('access-control-allow-headers').toLowerCase(), /x-tle-token/);
  for (const other of [
    'https://evil.example',
    'null',
    `${origin}.evil.example`,
    'chrome-extension://abcdefghijklmnopabcdefghijklmnoo',
  ]) {
    assert.equal((await preflight(other)).headers.get('access-control-allow-origin'), null, other);
  }
  const answer = await premium()('GET', '/v1/me', { headers: { origin } });
  assert.equal(answer.headers.get('access-control-allow-origin'), origin);
  assert.match(answer.headers.get('vary').toLowerCase(), /origin/);
});

test('the specification is served as it stands', async () => {
  const answer = await fetch(`http://127.0.0.1:${gateway.port}/openapi.yaml`);
  assert.equal(await answer.text(), specificationText);
});
