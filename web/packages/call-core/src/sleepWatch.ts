const tickMs = 1000;

/** Browsers slow the timers of a hidden page to one a second, rarely more; a longer gap is a sleeping computer. */
const gapMs = 15_000;

/** How long after waking up the trouble that the sleep has made shows: the SDK gives signalling 30 s to come back. */
const aftermathMs = 60_000;

/** Notices that the computer slept, by a timer that ran much later than it should. */
export class SleepWatch {
  #tickedAtMs = Date.now();
  #wokeAtMs = Number.NEGATIVE_INFINITY;
  readonly #timer = setInterval(() => this.#tick(), tickMs);

  /** Ends the watch. Whether the computer slept not long ago. */
  stop(): boolean {
    this.#tick(); // The news of a lost call may come before the timer does.
    clearInterval(this.#timer);
    return Date.now() - this.#wokeAtMs < aftermathMs;
  }

  #tick(): void {
    const nowMs = Date.now();
    if (nowMs - this.#tickedAtMs > gapMs) this.#wokeAtMs = nowMs;
    this.#tickedAtMs = nowMs;
  }
}
