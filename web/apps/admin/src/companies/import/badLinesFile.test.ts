import { expect, test } from 'vitest';
import { badLinesFile } from './badLinesFile';

test('the list of bad lines is a CSV file that runs nothing', () => {
  const text = badLinesFile([
    { line: 3, column: 'name', reason: 'has "quotes"', skipped: true },
    { line: 4, column: '=1+1', reason: 'is odd', skipped: false },
    { line: 9, reason: 'has 2 columns', skipped: true },
  ]);
  expect(text.split('\r\n').slice(1, 4)).toEqual([
    '"3","name","It has ""quotes""."',
    `"4","'=1+1","It is odd. The company is taken without it."`,
    '"9","","The line has 2 columns."',
  ]);
});
