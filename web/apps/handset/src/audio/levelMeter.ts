/** Watches a signal without changing it. Read it as often as the eye needs; nothing runs in between. */
export class LevelMeter {
  readonly #analyser: AnalyserNode;
  readonly #samples: Float32Array<ArrayBuffer>;
  readonly #spectrum: Float32Array<ArrayBuffer>;

  constructor(source: AudioNode) {
    // 8192 samples are 170 ms at 48 kHz: a new reading several times a second, bins of 6 Hz.
    this.#analyser = new AnalyserNode(source.context, { fftSize: 8192, smoothingTimeConstant: 0.2 });
    this.#samples = new Float32Array(2048);
    this.#spectrum = new Float32Array(this.#analyser.frequencyBinCount);
    source.connect(this.#analyser);
  }

  /** Loudness from 0 (-60 dB and below) to 1 (full scale), as meters show it: in decibels. */
  level(): number {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return levelOf(this.#samples);
  }

  /** The strongest frequency in Hz, rounded; 0 in silence. */
  peakHz(): number {
    this.#analyser.getFloatFrequencyData(this.#spectrum);
    return Math.round(peakOf(this.#spectrum) * (this.#analyser.context.sampleRate / this.#analyser.fftSize));
  }
}

export function levelOf(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  return Math.min(1, Math.max(0, 1 + (10 * Math.log10(power + 1e-12)) / 60));
}

/** Where the spectrum (in dB) peaks, in bins; 0 when nothing stands above -70 dB. */
export function peakOf(spectrum: Float32Array): number {
  let peak = 0;
  let best = -70;
  // Bin 0 and 1 hold what is no sound: a constant offset and its leakage.
  for (let bin = 2; bin < spectrum.length - 1; bin += 1) {
    const decibels = spectrum[bin] ?? -Infinity;
    if (decibels > best) {
      best = decibels;
      peak = bin;
    }
  }
  if (peak === 0) return 0;
  // A parabola through the peak and its neighbours finds the top between the bins.
  const left = spectrum[peak - 1] ?? best;
  const right = spectrum[peak + 1] ?? best;
  const curvature = left - 2 * best + right;
  return curvature < 0 ? peak + (0.5 * (left - right)) / curvature : peak;
}
