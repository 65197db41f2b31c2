import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createGatewayClient, GatewayError, UnreachableError } from './index';

const token = `tle_${'0'.repeat(32)}`;
let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

async function gateway(answer: RequestListener, timeoutMs?: number) {
  const listening = createServer(answer);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as AddressInfo;
  return createGatewayClient({ baseUrl: `http://127.0.0.1:${port}`, token, timeoutMs });
}

const json = (status: number, body: unknown, headers = {}): RequestListener => {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  return (_, response) => {
    response.writeHead(status, { 'Content-Type': type, ...headers }).end(JSON.stringify(body));
  };
};

test('the extension token travels in its header, and the number in the body', async () => {
  const seen: unknown[] = [];
  const client = await gateway((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      seen.push(request.method, request.url, request.headers['x-tle-token'], JSON.parse(body));
      json(201, { call_id: 'c', ticket: 't', expires_at: 'later' })(request, response);
    });
  });
  await expect(client.createCall('number-1')).resolves.toMatchObject({ ticket: 't' });
  expect(seen).toEqual(['POST', '/v1/voice/calls', token, { number_id: 'number-1' }]);
});

test('a refusal carries reason, status, advice and Retry-After', async () => {
  const problem = { type: 'urn:x', title: 'Too many', status: 429, detail: 'Wait.', reason: 'rate_limited' };
  const client = await gateway(json(429, problem, { 'Retry-After': '7' }));
  const error = await client.createAccessToken().catch((e: unknown) => e);
  expect(error).toBeInstanceOf(GatewayError);
  expect(error).toMatchObject({
    reason: 'rate_limited',
    status: 429,
    retryAfterSeconds: 7,
    message: 'Wait.',
  });
});

test.each([
  ["a proxy's error page", 502, 'text/html', '<h1>Bad gateway</h1>'],
  ['an error without a body', 500, 'text/plain', ''],
  ['a success that is not JSON', 200, 'text/html', '<h1>Please log in to the Wi-Fi</h1>'],
])('%s is an unexpected answer', async (_, status, type, body) => {
  const client = await gateway((_request, response) =>
    response.writeHead(status, { 'Content-Type': type }).end(body),
  );
  await expect(client.profile()).rejects.toMatchObject({ reason: 'unexpected_answer', status });
});

test('an answer that does not come is a timeout', async () => {
  const client = await gateway(() => undefined, 50);
  await expect(client.profile()).rejects.toMatchObject({ name: 'UnreachableError', kind: 'timeout' });
});

test('an answer whose body does not come is a timeout', async () => {
  const client = await gateway((_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).write('{');
  }, 50);
  await expect(client.profile()).rejects.toMatchObject({ name: 'UnreachableError', kind: 'timeout' });
});

test('a refused connection is a network error', async () => {
  const client = await gateway(json(200, {}));
  server?.close();
  await expect(client.profile()).rejects.toMatchObject({ name: 'UnreachableError', kind: 'network' });
  await expect(client.profile()).rejects.toBeInstanceOf(UnreachableError);
});

test("the caller's own abort stays an abort", async () => {
  const client = await gateway(() => undefined);
  const controller = new AbortController();
  const answer = client.profile(controller.signal);
  controller.abort();
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
});
