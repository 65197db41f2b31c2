import { expect, it } from 'vitest';
import { levelOf, peakOf } from './levelMeter';
import { melody, ringtone, sine, voicemailGreeting } from './sounds';

it.each([
  ['melody', melody],
  ['ringtone', ringtone],
  ['voicemail greeting', voicemailGreeting],
])(
  'the %s is loud enough, never clips, and ends in silence so that it loops without a click',
  (_, render) => {
    const samples = render(48_000);
    const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    expect(peak).toBeGreaterThan(0.1);
    expect(peak).toBeLessThan(0.9);
    expect(Math.abs(samples.at(0) ?? 1)).toBeLessThan(0.01);
    expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(0.05);
  },
);

it('the tone for measurements is 440 Hz: 880 zero crossings a second', () => {
  const samples = sine(440, 1, 48_000);
  const crossings = samples.filter((sample, i) => i > 0 && sample >= 0 !== (samples[i - 1] ?? 0) >= 0);
  expect(crossings.length).toBeGreaterThanOrEqual(878);
  expect(crossings.length).toBeLessThanOrEqual(881);
});

it.each([
  [0, 0],
  [0.001, 0],
  [0.0316, 0.5],
  [1, 1],
])('a mean amplitude of %d shows as level %d', (amplitude, level) => {
  expect(levelOf(new Float32Array(512).fill(amplitude))).toBeCloseTo(level, 1);
});

it('finds the peak of a spectrum between its bins, and none in silence', () => {
  const spectrum = new Float32Array(100).fill(-120);
  expect(peakOf(spectrum)).toBe(0);
  spectrum.set([-40, -20, -24, -50], 30);
  expect(peakOf(spectrum)).toBeCloseTo(31.33, 1);
});
