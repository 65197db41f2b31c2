import type { CheckFinding } from '@teleperson/api';
import { expect, test } from 'vitest';
import { sortFindings } from './order';
import { checksTexts } from './texts';

const finding = (check: CheckFinding['check'], status: CheckFinding['status']): CheckFinding => ({
  check,
  status,
  what: '',
});

test('what failed comes before warnings, and both before the rest', () => {
  const { urgent, rest } = sortFindings([
    finding('database', 'ok'),
    finding('cors', 'warning'),
    finding('clock', 'failed'),
    finding('twiml_app', 'skipped'),
    finding('webhook', 'failed'),
  ]);
  expect(urgent.map(({ check }) => check)).toEqual(['clock', 'webhook', 'cors']);
  expect(rest.map(({ check }) => check)).toEqual(['database', 'twiml_app']);
});

test('the verdict counts', () => {
  expect(checksTexts.verdict(2, 1)).toBe('2 to mend, 1 warning');
  expect(checksTexts.verdict(0, 2)).toBe('2 warnings');
});
