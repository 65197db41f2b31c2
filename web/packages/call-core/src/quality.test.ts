import { expect, test } from 'vitest';
import { type QualitySample, QualityTracker } from './quality';

const sample: QualitySample = { rtt: 40, jitter: 5, mos: 4.3, packetsLostFraction: 0 };
const after = (over: Partial<QualitySample>) => {
  const tracker = new QualityTracker();
  for (let i = 0; i < 5; i++) tracker.sample({ ...sample, ...over });
  return tracker;
};

test('nothing measured yet', () => {
  expect(new QualityTracker().quality()).toEqual({ grade: 'unknown' });
});

test.each([
  [{}, { grade: 'good' }],
  [{ mos: null }, { grade: 'good' }],
  [{ rtt: 350 }, { grade: 'fair', hint: 'slow' }],
  [{ mos: 3.4 }, { grade: 'fair', hint: 'slow' }],
  [{ packetsLostFraction: 5 }, { grade: 'fair', hint: 'lossy' }],
  [{ jitter: 45 }, { grade: 'fair', hint: 'lossy' }],
  [{ rtt: 900 }, { grade: 'poor', hint: 'slow' }],
  [{ mos: 2.5 }, { grade: 'poor', hint: 'slow' }],
  [{ packetsLostFraction: 12 }, { grade: 'poor', hint: 'lossy' }],
])('%j is %j', (over, quality) => {
  expect(after(over).quality()).toEqual(quality);
});

test('one bad second in five does not alarm', () => {
  expect(after({}).sample({ ...sample, packetsLostFraction: 10 })).toEqual({ grade: 'good' });
});

test('warnings count until they are cleared', () => {
  const tracker = after({});
  expect(tracker.warning('low-bytes-received', true)).toEqual({ grade: 'poor', hint: 'nothing_received' });
  expect(tracker.warning('low-bytes-received', false)).toEqual({ grade: 'good' });
  expect(tracker.warning('constant-audio-input-level', true)).toEqual({
    grade: 'fair',
    hint: 'microphone_silent',
  });
});
