import { CallAttempt, type CallGateway } from './callAttempt';
import { type CallEvent, callReducer, idle } from './callReducer';
import { type CallSnapshot, type DialTarget, isActive, type Levels } from './callSnapshot';
import type { CallOptions } from './deviceOptions';
import { CallFailure } from './failure';
import { requestMicrophone } from './microphone';
import { createRingback, type Ringback } from './ringback';
import { installSandboxSocket, isLoopbackHost } from './sandboxSocket';
import type { ChosenDevices } from './voiceLine';
import { loadVoiceSdk, type VoiceSdk } from './voiceSdk';

export interface EngineOptions extends CallOptions {
  gateway: CallGateway;
  /**
   * Gets the microphone allowed and opened, or rejects with `CallFailure`; `signal` is raised on a hang-up. By default
   * the browser asks in this document, which an offscreen document cannot.
   */
  requestMicrophone?: (signal: AbortSignal) => Promise<void>;
  /** The gateway knows the call by this id now: with it a call can be ended that this engine did not live to end. */
  onCallId?: (callId: string) => void;
  /** Seams for tests; the real parts by default. */
  loadSdk?: () => Promise<VoiceSdk>;
  ringback?: Ringback;
}

/** Makes calls, one at a time, and tells how they go. Needs a document with WebRTC; knows no framework. */
export class CallEngine {
  readonly #options: EngineOptions;
  readonly #chosenDevices: ChosenDevices = {};
  readonly #ringback: Ringback;
  readonly #listeners = new Set<() => void>();
  readonly #levelListeners = new Set<(levels: Levels) => void>();
  #snapshot: CallSnapshot = idle;
  #attempt: CallAttempt | undefined;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#ringback = options.ringback ?? createRingback(() => this.#chosenDevices.speaker);
  }

  get snapshot(): CallSnapshot {
    return this.#snapshot;
  }

  /** `listener` runs after each change of `snapshot`. Returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** `listener` gets the loudness about ten times a second during a call, and zeros at its end. */
  subscribeLevels(listener: (levels: Levels) => void): () => void {
    this.#levelListeners.add(listener);
    return () => this.#levelListeners.delete(listener);
  }

  /** Starts a call. Does nothing while there is one. */
  dial(target: DialTarget): void {
    if (isActive(this.#snapshot)) return;
    const attempt = new CallAttempt({
      gateway: this.#options.gateway,
      loadSdk: () => this.#loadSdk(),
      requestMicrophone: this.#options.requestMicrophone ?? requestMicrophone,
      onCallId: this.#options.onCallId ?? (() => undefined),
      ringback: this.#ringback,
      options: this.#options,
      chosenDevices: this.#chosenDevices,
      report: (event) => {
        if (this.#attempt === attempt) this.#dispatch(event);
      },
      reportLevels: (levels) => {
        for (const listener of this.#levelListeners) listener(levels);
      },
    });
    this.#attempt = attempt;
    this.#dispatch({ type: 'dialed', target });
    void attempt.start(target);
  }

  hangup(): void {
    this.#attempt?.hangup();
  }

  mute(muted: boolean): void {
    this.#attempt?.mute(muted);
  }

  /** Sends key tones: digits, `*` and `#`. Other characters are left out; outside a call nothing is sent. */
  digits(digits: string): void {
    const tones = digits.replace(/[^0-9*#]/g, '');
    if (tones && this.#snapshot.phase === 'in-call') this.#attempt?.sendDigits(tones);
  }

  /** Forgets a call that is over. */
  dismiss(): void {
    this.#dispatch({ type: 'dismissed' });
  }

  get chosenDevices(): Readonly<ChosenDevices> {
    return this.#chosenDevices;
  }

  /** For this call (rejects when the device does not open) and those to come. */
  async chooseMicrophone(id: string): Promise<void> {
    await this.#attempt?.line?.chooseMicrophone(id);
    this.#chosenDevices.microphone = id;
  }

  /** For this call (rejects when the device is gone) and those to come. */
  async chooseSpeaker(id: string): Promise<void> {
    await this.#attempt?.line?.chooseSpeaker(id);
    this.#chosenDevices.speaker = id;
  }

  #dispatch(event: CallEvent): void {
    const next = callReducer(this.#snapshot, event);
    if (next === this.#snapshot) return;
    this.#snapshot = next;
    if (!isActive(next)) this.#attempt = undefined;
    for (const listener of this.#listeners) listener();
  }

  /** The order matters: the SDK keeps the WebSocket class that it finds when it is loaded. */
  async #loadSdk(): Promise<{ sdk: VoiceSdk; sandboxHost: string | undefined }> {
    const sandboxHost = (await this.#options.gateway.voiceConfig()).sandbox?.host;
    if (sandboxHost !== undefined) {
      if (!isLoopbackHost(sandboxHost)) throw new CallFailure('sandbox_refused');
      installSandboxSocket(sandboxHost);
    }
    const load = this.#options.loadSdk ?? loadVoiceSdk;
    const sdk = await load().catch((cause: unknown) => {
      throw new CallFailure('software_not_loaded', { cause });
    });
    return { sdk, sandboxHost };
  }
}
