/** `unknown` until the first measurements are in. */
export type QualityGrade = 'unknown' | 'good' | 'fair' | 'poor';

export type QualityHint =
  /** Words arrive late: long round trip. */
  | 'slow'
  /** Words are lost on the way: packet loss or jitter. */
  | 'lossy'
  /** No sound arrives. */
  | 'nothing_received'
  /** The microphone picks up nothing, though it is not muted. */
  | 'microphone_silent';

export interface Quality {
  grade: QualityGrade;
  hint?: QualityHint;
}

export const unknownQuality: Quality = { grade: 'unknown' };

/** What we read of the SDK's `sample`, sent each second. Milliseconds; `mos` is 1 to 4.5, or null at first. */
export interface QualitySample {
  rtt: number;
  jitter: number;
  mos: number | null;
  /** Per cent of the last second's packets. */
  packetsLostFraction: number;
}

const windowSize = 5;

/** Judges a call from the SDK's samples (smoothed over five seconds) and its raised warnings. */
export class QualityTracker {
  readonly #samples: QualitySample[] = [];
  readonly #warnings = new Set<string>();

  sample(sample: QualitySample): Quality {
    this.#samples.push(sample);
    if (this.#samples.length > windowSize) this.#samples.shift();
    return this.quality();
  }

  /** `name` as in the SDK's `warning` and `warning-cleared` events. */
  warning(name: string, raised: boolean): Quality {
    if (raised) this.#warnings.add(name);
    else this.#warnings.delete(name);
    return this.quality();
  }

  quality(): Quality {
    if (this.#warnings.has('low-bytes-received') || this.#warnings.has('ice-connectivity-lost'))
      return { grade: 'poor', hint: 'nothing_received' };
    const network = this.#network();
    if (network.grade === 'good' && this.#warnings.has('constant-audio-input-level'))
      return { grade: 'fair', hint: 'microphone_silent' };
    return network;
  }

  /**
   * Limits after ITU-T G.114 (above 150 ms one way, talk suffers; above 400 ms it is unusable) and the SDK's own
   * warnings (mean opinion score below 3, jitter above 30 ms, 3 % loss).
   */
  #network(): Quality {
    if (this.#samples.length === 0) return unknownQuality;
    const rtt = this.#mean((s) => s.rtt);
    const loss = this.#mean((s) => s.packetsLostFraction);
    const jitter = this.#mean((s) => s.jitter);
    const mos = this.#mean((s) => s.mos ?? 4.5);
    if (loss > 8 || mos < 3) return { grade: 'poor', hint: loss > 3 || jitter > 30 ? 'lossy' : 'slow' };
    if (rtt > 800) return { grade: 'poor', hint: 'slow' };
    if (loss > 3 || jitter > 30) return { grade: 'fair', hint: 'lossy' };
    if (rtt > 300 || mos < 3.6) return { grade: 'fair', hint: 'slow' };
    return { grade: 'good' };
  }

  #mean(value: (sample: QualitySample) => number): number {
    return this.#samples.reduce((sum, sample) => sum + value(sample), 0) / this.#samples.length;
  }
}
