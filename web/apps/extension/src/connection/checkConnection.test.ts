import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { checkConnection } from './checkConnection';

const token = `tle_${'a'.repeat(32)}`;
const profile = {
  first_name: 'Paula',
  plan: 'premium',
  voip: true,
  upgrade_url: 'https://example.com/plans',
  admin: false,
};
const config = { enabled: true, token_endpoint_url: null, allowed_regions: ['US'] };

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server that answers as told; its address. */
async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
}

const gateway = (answers: Record<string, unknown>, seenTokens: unknown[] = []) =>
  serve((request, response) => {
    seenTokens.push(request.headers['x-tle-token']);
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(answers[request.url ?? '']));
  });

const refusing = (status: number, reason: string) =>
  serve((_, response) => {
    response.writeHead(status, { 'Content-Type': 'application/problem+json' });
    response.end(JSON.stringify({ type: 'about:blank', title: 'No', status, reason }));
  });

test('all is well', async () => {
  const seen: unknown[] = [];
  const address = await gateway({ '/v1/me': profile, '/v1/voice/config': config }, seen);
  expect(await checkConnection(` ${address}/ `, ` ${token}\n`)).toEqual({
    ok: true,
    account: { gatewayUrl: address, token },
    firstName: 'Paula',
    sandbox: false,
    warnings: [],
  });
  expect(new Set(seen)).toEqual(new Set([token]));
});

test.each([
  ['', token, 'address', 'missing'],
  ['voice example', token, 'address', 'malformed'],
  ['http://voice.example.com', token, 'address', 'not_https'],
  ['127.0.0.1:1', '', 'token', 'missing'],
  ['127.0.0.1:1', 'tle_short', 'token', 'malformed'],
  ['127.0.0.1:1', token.toUpperCase(), 'token', 'malformed'],
])('%j with %j is refused before anything is sent: %s %s', async (address, text, at, code) => {
  expect(await checkConnection(address, text)).toEqual({ ok: false, problem: { at, code } });
});

test.each([
  [401, 'unauthorized', { at: 'token', code: 'unknown' }],
  [403, 'user_disabled', { at: 'gateway', code: 'refused', reason: 'user_disabled' }],
  [503, 'draining', { at: 'gateway', code: 'refused', reason: 'draining' }],
  [404, 'not_found', { at: 'gateway', code: 'not_a_gateway' }],
])('%i %s', async (status, reason, problem) => {
  const address = await refusing(status, reason);
  expect(await checkConnection(address, token)).toMatchObject({ ok: false, problem, account: { token } });
});

test('some other web server', async () => {
  const address = await serve((_, response) => response.end('<html>Welcome to nginx!</html>'));
  expect(await checkConnection(address, token)).toMatchObject({ problem: { code: 'not_a_gateway' } });
});

test('a server that takes too long', async () => {
  const address = await serve(() => undefined);
  const result = await checkConnection(address, token, { timeoutMs: 50 });
  expect(result).toMatchObject({ problem: { at: 'gateway', code: 'too_slow' } });
});

test('nobody there; under https it may be the certificate', async () => {
  const address = await serve(() => undefined);
  await new Promise((resolve) => server?.close(resolve));
  expect(await checkConnection(address, token)).toMatchObject({ problem: { code: 'not_reached' } });
  const https = address.replace('http:', 'https:');
  expect(await checkConnection(https, token)).toMatchObject({
    problem: { code: 'certificate_or_not_reached' },
  });
});

test.each([
  [
    { ...profile, voip: false },
    config,
    { code: 'plan_without_voip', upgradeUrl: 'https://example.com/plans' },
  ],
  [profile, { ...config, enabled: false, reason: 'voice_not_configured' }, { code: 'calling_off' }],
  [profile, { ...config, sandbox: { host: 'evil.example.com' } }, { code: 'sandbox_elsewhere' }],
])('what works but not to the end is said: %#', async (me, voice, warning) => {
  const address = await gateway({ '/v1/me': me, '/v1/voice/config': voice });
  expect(await checkConnection(address, token)).toMatchObject({ ok: true, warnings: [warning] });
});
