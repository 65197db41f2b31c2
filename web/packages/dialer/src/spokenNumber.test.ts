import { expect, test } from 'vitest';
import { spokenNumber } from './spokenNumber';

test.each([
  ['+1 212-555-0100', 'plus 1, 2 1 2, 5 5 5, 0 1 0 0'],
  ['+44 (0)20 7946 0958', 'plus 4 4, 0, 2 0, 7 9 4 6, 0 9 5 8'],
  ['030 1234', '0 3 0, 1 2 3 4'],
  ['', ''],
])('%j is read as %j', (display, spoken) => expect(spokenNumber(display, 'plus')).toBe(spoken));
