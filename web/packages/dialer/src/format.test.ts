import { expect, test } from 'vitest';
import { formatDuration, initials, telLink } from './format';

test.each([
  [0, '0:00'],
  [7.9, '0:07'],
  [754, '12:34'],
  [3723, '1:02:03'],
  [-3, '0:00'],
])('%d s is %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text));

test.each([
  ['+1 212-555-0100', 'tel:+12125550100'],
  ['+44 (0)20 7946 0958', 'tel:+4402079460958'],
  ['call us', undefined],
  ['javascript:alert(1)', undefined],
  ['+1', undefined],
])('%s links to %s', (display, link) => expect(telLink(display)).toBe(link));

test.each([
  ['Delta Air Lines', 'DA'],
  ['Ålesund', 'Å'],
  ['3M', '3'],
  ['', '?'],
])('initials of %j are %s', (name, letters) => expect(initials(name)).toBe(letters));
