// Finds keypad tones (ITU-T Q.23) in a stream of samples with the Goertzel algorithm, which measures one frequency
// for one multiplication a sample: cheap enough for the audio thread.

const LOW_HZ = [697, 770, 852, 941] as const;
const HIGH_HZ = [1209, 1336, 1477, 1633] as const;
const KEYS = ['123A', '456B', '789C', '*0#D'] as const;

/** Long enough to tell 697 from 770 Hz apart, short enough to fit well inside a tone. */
const FRAME_SECONDS = 0.02;
/** Frames overlap: Chrome plays a received 100 ms key for as little as 40 ms, to catch up with its jitter buffer. */
const HOP_SECONDS = 0.005;
/** A key counts when it is heard in this many frames in a row: 25 ms of a clean tone. */
const PRESS_FRAMES = 2;
/** It is over after this many frames without it, which leaves a gap of 40 ms (Q.24) room enough. */
const RELEASE_FRAMES = 4;
/** Quieter than this (mean square, full scale is 1: about -46 dB) is silence. */
const MIN_POWER = 2.5e-5;
/** The two tones together are nearly all of a keypad's sound, and never of a voice's. */
const MIN_PURITY = 0.8;
/** Neither tone is this many times (8 dB) stronger than the other. */
const MAX_TWIST = 6.3;

export class DtmfDetector {
  readonly #frame: Float32Array;
  readonly #hop: number;
  readonly #coefficients: { low: number[]; high: number[] };
  #filled = 0;
  #candidate: string | undefined;
  #framesInRow = 0;
  #pressed: string | undefined;

  constructor(sampleRate: number) {
    this.#frame = new Float32Array(Math.round(sampleRate * FRAME_SECONDS));
    this.#hop = Math.round(sampleRate * HOP_SECONDS);
    const coefficient = (hz: number) => 2 * Math.cos((2 * Math.PI * hz) / sampleRate);
    this.#coefficients = { low: LOW_HZ.map(coefficient), high: HIGH_HZ.map(coefficient) };
  }

  /** Takes the next samples, as many as there are, and returns the keys whose tones began in them. */
  push(samples: Float32Array): string {
    let keys = '';
    for (const sample of samples) {
      this.#frame[this.#filled] = sample;
      this.#filled += 1;
      if (this.#filled < this.#frame.length) continue;
      keys += this.#settle(this.#keyInFrame());
      this.#frame.copyWithin(0, this.#hop);
      this.#filled -= this.#hop;
    }
    return keys;
  }

  /** Turns what single frames say into presses. */
  #settle(key: string | undefined): string {
    this.#framesInRow = key === this.#candidate ? this.#framesInRow + 1 : 1;
    this.#candidate = key;
    const needed = key === undefined ? RELEASE_FRAMES : PRESS_FRAMES;
    if (this.#framesInRow < needed || key === this.#pressed) return '';
    this.#pressed = key;
    return key ?? '';
  }

  #keyInFrame(): string | undefined {
    const power = this.#frame.reduce((sum, sample) => sum + sample * sample, 0) / this.#frame.length;
    if (power < MIN_POWER) return undefined;
    const low = strongest(this.#coefficients.low.map((c) => tonePower(this.#frame, c)));
    const high = strongest(this.#coefficients.high.map((c) => tonePower(this.#frame, c)));
    const pure = low.power + high.power > MIN_PURITY * power;
    const balanced = low.power < MAX_TWIST * high.power && high.power < MAX_TWIST * low.power;
    return pure && balanced ? KEYS[low.index]?.[high.index] : undefined;
  }
}

/** Mean square of the part of `frame` that is a sine of this frequency. */
function tonePower(frame: Float32Array, coefficient: number): number {
  let previous = 0;
  let beforePrevious = 0;
  for (const sample of frame) {
    const current = sample + coefficient * previous - beforePrevious;
    beforePrevious = previous;
    previous = current;
  }
  const squaredMagnitude =
    previous * previous + beforePrevious * beforePrevious - coefficient * previous * beforePrevious;
  return (2 * squaredMagnitude) / (frame.length * frame.length);
}

function strongest(powers: number[]): { index: number; power: number } {
  const power = Math.max(...powers);
  return { index: powers.indexOf(power), power };
}
