import { expect, test } from 'vitest';
import { parsePlace } from './place';

test.each([
  ['', { tab: 'voice' }],
  ['#users', { tab: 'users' }],
  ['#companies', { tab: 'companies' }],
  ['#audit', { tab: 'audit' }],
  ['#voice/try', { tab: 'voice', part: 'try' }],
  ['#nonsense/try', { tab: 'voice' }],
  ['#users/', { tab: 'users' }],
  ['#__proto__', { tab: 'voice' }],
])('%s', (hash, place) => {
  expect(parsePlace(hash)).toEqual(place);
});
