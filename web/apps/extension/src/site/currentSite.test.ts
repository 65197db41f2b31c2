import { expect, test } from 'vitest';
import { siteOf } from './currentSite';

test.each([
  ['https://www.example.com/contact?x=1#y', 'example.com'],
  ['https://support.example.co.uk/', 'support.example.co.uk'],
  ['http://example.com:8080/', 'example.com'],
  ['https://EXAMPLE.com', 'example.com'],
  ['https://bücher.example/', 'xn--bcher-kva.example'],
])('%s is a site of %s', (address, domain) => {
  expect(siteOf(address)).toEqual({ kind: 'site', domain });
});

test.each([
  'chrome://extensions',
  'about:blank',
  'file:///home/a.html',
  'chrome-extension://abc/options.html',
  'http://127.0.0.1:8080/',
  'http://[::1]/',
  'http://localhost/',
  'data:text/html,x',
  'not an address',
])('%s belongs to no company', (address) => {
  expect(siteOf(address)).toEqual({ kind: 'none' });
});

test('an address that the browser does not show is unknown, which is not the same', () => {
  expect(siteOf(undefined)).toEqual({ kind: 'unknown' });
  expect(siteOf('')).toEqual({ kind: 'unknown' });
});
