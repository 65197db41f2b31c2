import { expect, test } from 'vitest';
import { parseGatewayUrl } from './gatewayUrl';

test.each([
  ['https://voice.example.com', 'https://voice.example.com'],
  ['  https://voice.example.com/  ', 'https://voice.example.com'],
  ['voice.example.com', 'https://voice.example.com'],
  ['voice.example.com:8443', 'https://voice.example.com:8443'],
  ['https://example.com/voice/', 'https://example.com/voice'],
  ['https://example.com/voice/try/#token=x', 'https://example.com/voice'],
  ['https://voice.example.com/admin/settings?x=1', 'https://voice.example.com'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['localhost:8080/', 'http://localhost:8080'],
  ['HTTPS://Voice.Example.COM', 'https://voice.example.com'],
])('%j is %s', (text, url) => {
  expect(parseGatewayUrl(text)).toEqual({ url });
});

test.each([
  ['', 'missing'],
  ['   ', 'missing'],
  ['https://', 'malformed'],
  ['voice example com', 'malformed'],
  ['ftp://voice.example.com', 'malformed'],
  ['javascript://alert(1)', 'malformed'],
  ['chrome-extension://abc', 'malformed'],
  ['http://voice.example.com', 'not_https'],
  ['http://127.0.0.1.example.com', 'not_https'],
  ['http://localhost.example.com', 'not_https'],
  ['https://user:secret@voice.example.com', 'with_password'],
  ['https://user@voice.example.com', 'with_password'],
])('%j is refused: %s', (text, problem) => {
  expect(parseGatewayUrl(text)).toEqual({ problem });
});
