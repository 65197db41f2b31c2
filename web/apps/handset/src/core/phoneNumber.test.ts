import { expect, it } from 'vitest';
import { formatDuration } from './duration';
import { formatNumber, parseNumber } from './phoneNumber';

it.each([
  ['+14155550142', '+1 415 555 0142'],
  ['+442079460018', '+44 20 7946 0018'],
  ['+33199005678', '+33 1 99 00 56 78'],
  ['anonymous', 'anonymous'],
  ['', ''],
])('shows %s as %s', (e164, shown) => {
  expect(formatNumber(e164)).toBe(shown);
});

it.each([
  ['+1 415 555 0142', '+14155550142'],
  ['(415) 555-0142', '+14155550142'],
  ['+44 20 7946 0018', '+442079460018'],
  ['12', undefined],
  ['+1 415 555', undefined],
  ['call me', undefined],
])('reads %s as %s', (typed, e164) => {
  expect(parseNumber(typed)).toBe(e164);
});

it.each([
  [0, '0:00'],
  [61, '1:01'],
  [3599, '59:59'],
  [3600, '1:00:00'],
])('writes %i seconds as %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});
