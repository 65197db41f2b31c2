import { afterEach, expect, test } from 'vitest';
import { takeTokenFromAddress, tokenStore } from './tokenStore';

const token = `tle_${'a1'.repeat(16)}`;

afterEach(() => {
  sessionStorage.clear();
  history.replaceState(null, '', '/');
});

test('a token in the link is taken, and gone from the address bar', () => {
  history.replaceState(null, '', `/try/?x=1#token=${token}`);
  expect(takeTokenFromAddress()).toBe(token);
  expect(location.href).not.toContain('tle_');
  expect(location.pathname + location.search).toBe('/try/?x=1');
  expect(takeTokenFromAddress()).toBeUndefined();
});

test.each(['tle_short', '', `${token}0`, token.toUpperCase(), '<script>'])(
  'what is no token is not kept, nor left in the address bar: %j',
  (text) => {
    history.replaceState(null, '', `/try/#token=${encodeURIComponent(text)}`);
    expect(takeTokenFromAddress()).toBeNull();
    expect(location.hash).toBe('');
  },
);

test('the token stays for this tab, until it is forgotten', () => {
  tokenStore.save(token);
  expect(tokenStore.load()).toBe(token);
  tokenStore.forget();
  expect(tokenStore.load()).toBeUndefined();
  sessionStorage.setItem('teleperson-voice.token', 'tampered');
  expect(tokenStore.load()).toBeUndefined();
});
