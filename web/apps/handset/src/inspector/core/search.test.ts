import { expect, it } from 'vitest';
import { type CallSummary, findingsOfCalls, talkSeconds } from './call';
import { searchCalls } from './search';

const finding = (id: string, severity: 'problem' | 'warning' | 'hint') => ({
  id,
  severity,
  code: null,
  problem: `${id} is wrong`,
  remedy: '',
});
const leg = (to: string) => ({
  sid: `sid of ${to}`,
  from: '',
  to,
  status: 'completed',
  created_ms: 0,
  answered_ms: null as number | null,
  ended_ms: null as number | null,
  answered_by: '',
  sip_response_code: null,
});
const base = { changed: 1, at_ms: 0, state: 'completed', over: true, ending: '', code: null, times: 1 };
const calls: CallSummary[] = [
  { ...base, id: 'one', identity: 'alice', legs: [leg(''), leg('+14155550142')], findings: [] },
  {
    ...base,
    id: 'two',
    identity: 'bob',
    over: false,
    legs: [leg('')],
    findings: [finding('slow', 'warning')],
  },
  {
    ...base,
    id: 'three',
    identity: 'bob',
    legs: [],
    findings: [finding('slow', 'warning'), finding('bad', 'problem')],
  },
  { ...base, id: 'four', identity: 'eve', legs: [], findings: [finding('tip', 'hint')] },
];
const ids = (found: CallSummary[]) => found.map(({ id }) => id);

it.each([
  ['', ['one', 'two', 'three', 'four']],
  ['ALICE', ['one']],
  ['(415)555-0142', ['one']],
  ['+1 415 555', ['one']],
  ['sid of +1415', ['one']],
  ['bob bad', ['three']],
  ['nobody', []],
])('finds %j', (search, found) => {
  expect(ids(searchCalls(calls, search, 'all'))).toEqual(found);
});

it('shows running calls, and those with problems or warnings', () => {
  expect(ids(searchCalls(calls, '', 'live'))).toEqual(['two']);
  expect(ids(searchCalls(calls, '', 'problems'))).toEqual(['two', 'three']);
});

it('lists each finding once, the worst first, with its calls', () => {
  expect(findingsOfCalls(calls).map(({ finding: { id }, calls: having }) => [id, having])).toEqual([
    ['bad', ['three']],
    ['slow', ['two', 'three']],
    ['tip', ['four']],
  ]);
});

it('counts the seconds of talk, while it lasts and when it is over', () => {
  const [one] = calls as [CallSummary];
  expect(talkSeconds(one, 9000)).toBeUndefined();
  const talking = { ...one, legs: [leg(''), { ...leg('+1'), answered_ms: 1000 }] };
  expect(talkSeconds(talking, 9000)).toBe(8);
  const over = { ...one, legs: [leg(''), { ...leg('+1'), answered_ms: 1000, ended_ms: 4000 }] };
  expect(talkSeconds(over, 9000)).toBe(3);
});
