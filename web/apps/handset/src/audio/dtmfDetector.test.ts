import { describe, expect, it } from 'vitest';
import { DtmfDetector } from './dtmfDetector';
import { melody } from './sounds';

const KEYPAD: Record<string, [number, number]> = {
  '1': [697, 1209],
  '2': [697, 1336],
  '3': [697, 1477],
  A: [697, 1633],
  '4': [770, 1209],
  '5': [770, 1336],
  '6': [770, 1477],
  B: [770, 1633],
  '7': [852, 1209],
  '8': [852, 1336],
  '9': [852, 1477],
  C: [852, 1633],
  '*': [941, 1209],
  '0': [941, 1336],
  '#': [941, 1477],
  D: [941, 1633],
};

interface Dial {
  rate?: number;
  toneMs?: number;
  gapMs?: number;
  /** Amplitudes of the two tones. */
  low?: number;
  high?: number;
  noise?: number;
}

function dial(
  keys: string,
  { rate = 48_000, toneMs = 100, gapMs = 70, low = 0.3, high = 0.3, noise = 0 }: Dial = {},
) {
  const random = pseudoRandom();
  const samples: number[] = [];
  const silence = (ms: number) => {
    for (let i = 0; i < (rate * ms) / 1000; i += 1) samples.push(noise * random());
  };
  silence(90);
  for (const key of keys) {
    const [lowHz, highHz] = KEYPAD[key] ?? [0, 0];
    for (let i = 0; i < (rate * toneMs) / 1000; i += 1) {
      const t = (2 * Math.PI * i) / rate;
      samples.push(low * Math.sin(lowHz * t) + high * Math.sin(highHz * t) + noise * random());
    }
    silence(gapMs);
  }
  return Float32Array.from(samples);
}

/** As the audio thread hands them over: 128 at a time. */
function detect(samples: Float32Array, rate = 48_000): string {
  const detector = new DtmfDetector(rate);
  let keys = '';
  for (let at = 0; at < samples.length; at += 128) keys += detector.push(samples.subarray(at, at + 128));
  return keys;
}

describe('keys that were pressed', () => {
  it.each(Object.keys(KEYPAD))('hears %s', (key) => {
    expect(detect(dial(key))).toBe(key);
  });

  it.each([8_000, 16_000, 44_100, 48_000])('hears them at %i Hz', (rate) => {
    expect(detect(dial('159*0#D', { rate }), rate)).toBe('159*0#D');
  });

  it('tells a key pressed twice from one held long', () => {
    expect(detect(dial('11'))).toBe('11');
    expect(detect(dial('1', { toneMs: 2000 }))).toBe('1');
  });

  it.each<[string, Dial]>([
    ['as short as Chrome plays them', { toneMs: 40, gapMs: 45 }],
    ['quiet', { low: 0.02, high: 0.02 }],
    ['with one tone 6 dB stronger', { low: 0.15, high: 0.3 }],
    ['over noise', { noise: 0.05 }],
  ])('hears them %s', (_, how) => {
    expect(detect(dial('0123456789*#', how))).toBe('0123456789*#');
  });
});

describe('sounds that are no keys', () => {
  const seconds = 20;

  it.each<[string, () => Float32Array]>([
    ['silence', () => new Float32Array(48_000)],
    ['noise', () => noiseOf(seconds)],
    ['a voice', () => speechLike(seconds)],
    ['a single tone', () => toneOf(1209, seconds)],
    ['a dial tone', () => mix(toneOf(350, seconds), toneOf(440, seconds))],
    ['a busy tone', () => mix(toneOf(480, seconds), toneOf(620, seconds))],
    ['two tones of the low group', () => mix(toneOf(697, seconds), toneOf(941, seconds))],
    ['a key with one tone 12 dB stronger', () => dial('5', { low: 0.1, high: 0.4, toneMs: 500 })],
    ['a key too short to be meant', () => dial('5', { toneMs: 20 })],
    ['the tune of this page', () => melody(48_000)],
  ])('hears none in %s', (_, samples) => {
    expect(detect(samples())).toBe('');
  });
});

function toneOf(hz: number, seconds: number): Float32Array {
  return Float32Array.from(
    { length: seconds * 48_000 },
    (_, i) => 0.3 * Math.sin((2 * Math.PI * hz * i) / 48_000),
  );
}

function mix(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((sample, i) => sample + (b[i] ?? 0));
}

function noiseOf(seconds: number): Float32Array {
  const random = pseudoRandom();
  return Float32Array.from({ length: seconds * 48_000 }, () => 0.3 * random());
}

/** Syllables: a gliding pitch whose harmonics are shaped by three formants that move, with breath on top. */
function speechLike(seconds: number): Float32Array {
  const random = pseudoRandom();
  const rate = 48_000;
  let phase = 0;
  let formants = [500, 1500, 2500];
  return Float32Array.from({ length: seconds * rate }, (_, i) => {
    const t = i / rate;
    if (i % 9_600 === 0) formants = [550 + 350 * random(), 1500 + 700 * random(), 2600 + 300 * random()];
    const pitch = 150 + 50 * Math.sin(2 * Math.PI * 0.7 * t);
    phase += (2 * Math.PI * pitch) / rate;
    let sample = 0;
    for (let harmonic = 1; harmonic <= 22; harmonic += 1) {
      const gain = formants.reduce((sum, hz) => sum + Math.exp(-(((harmonic * pitch - hz) / 90) ** 2)), 0.02);
      sample += gain * Math.sin(harmonic * phase);
    }
    return 0.15 * Math.abs(Math.sin(2 * Math.PI * 2.5 * t)) * sample + 0.01 * random();
  });
}

/** Between -1 and 1, the same each run (a linear congruential generator). */
function pseudoRandom(): () => number {
  let state = 42;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}
