import { type CallSnapshot, type DialTarget, isActive, type Levels } from '@teleperson/call-core';
import type { CallSettings, EngineCommand, EnginePort } from '../messages/enginePort';
import type { CallNews } from '../messages/messages';
import type { Account } from '../storage/account';

/** The parts of `CallEngine` that are used here. */
export interface HostedEngine {
  readonly snapshot: CallSnapshot;
  subscribe(listener: () => void): () => void;
  subscribeLevels(listener: (levels: Levels) => void): () => void;
  dial(target: DialTarget): void;
  hangup(): void;
  mute(muted: boolean): void;
  digits(digits: string): void;
  dismiss(): void;
  chooseMicrophone(id: string): Promise<void>;
  chooseSpeaker(id: string): Promise<void>;
}

interface HostOptions {
  createEngine: (account: Account) => HostedEngine;
  /** Told of each change, whether a panel is open or not. */
  onCall: (news: CallNews) => void;
  /** No call and no panel for `idleMs`. */
  onIdle: () => void;
  idleMs?: number;
}

const idle: CallSnapshot = { phase: 'idle' };

/** Holds the one engine of the extension for any number of panels, which come and go while a call lasts. */
export class EngineHost {
  readonly #options: HostOptions;
  readonly #panels = new Set<EnginePort>();
  readonly #levelWatchers = new Set<EnginePort>();
  #engine: HostedEngine | undefined;
  #account: Account | undefined;
  #startedAtMs = 0;
  #idleTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: HostOptions) {
    this.#options = options;
    this.#restartIdleTimer();
  }

  get call(): CallSnapshot {
    return this.#engine?.snapshot ?? idle;
  }

  /** A panel has opened. */
  attach(panel: EnginePort): void {
    this.#panels.add(panel);
    panel.onMessage.addListener((command) => this.#obey(panel, command));
    panel.onDisconnect.addListener(() => {
      this.#panels.delete(panel);
      this.#levelWatchers.delete(panel);
      this.#restartIdleTimer();
    });
    panel.postMessage({ type: 'call', call: this.call });
    this.#restartIdleTimer();
  }

  hangup(): void {
    this.#engine?.hangup();
  }

  toggleMute(): void {
    const { call } = this;
    if (call.phase === 'in-call' || call.phase === 'reconnecting') this.#engine?.mute(!call.muted);
  }

  #obey(panel: EnginePort, command: EngineCommand): void {
    const engine = this.#engine;
    if (command.type === 'dial') this.#dial(command.target, command.settings);
    else if (command.type === 'hang-up') this.hangup();
    else if (command.type === 'mute') engine?.mute(command.muted);
    else if (command.type === 'digits') engine?.digits(command.digits);
    else if (command.type === 'dismiss') engine?.dismiss();
    else if (command.type === 'choose-device') void this.#chooseDevice(panel, command);
    else if (command.on) this.#levelWatchers.add(panel);
    else this.#levelWatchers.delete(panel);
  }

  /** Two panels may both dial at once: the second one finds a call under way, and shows that one. */
  #dial(target: DialTarget, settings: CallSettings): void {
    if (isActive(this.call)) return;
    this.#startedAtMs = Date.now();
    const engine = this.#engineOf(settings.account);
    // Between calls a choice opens nothing, so it cannot fail.
    const { microphone, speaker } = settings.devices;
    if (microphone !== undefined) void engine.chooseMicrophone(microphone);
    if (speaker !== undefined) void engine.chooseSpeaker(speaker);
    engine.dial(target);
  }

  /** The engine stays from call to call while the account does. */
  #engineOf(account: Account): HostedEngine {
    const same = this.#account?.gatewayUrl === account.gatewayUrl && this.#account.token === account.token;
    if (this.#engine && same) return this.#engine;
    const engine = this.#options.createEngine(account);
    engine.subscribe(() => {
      if (this.#engine === engine) this.#announce();
    });
    engine.subscribeLevels((levels) => {
      for (const panel of this.#levelWatchers) panel.postMessage({ type: 'levels', levels });
    });
    this.#engine = engine;
    this.#account = account;
    return engine;
  }

  #announce(): void {
    const { call } = this;
    for (const panel of this.#panels) panel.postMessage({ type: 'call', call });
    this.#options.onCall({ call, startedAtMs: this.#startedAtMs });
    this.#restartIdleTimer();
  }

  async #chooseDevice(
    panel: EnginePort,
    { request, kind, id }: Extract<EngineCommand, { type: 'choose-device' }>,
  ): Promise<void> {
    const chosen =
      kind === 'microphone' ? this.#engine?.chooseMicrophone(id) : this.#engine?.chooseSpeaker(id);
    const opened = await Promise.resolve(chosen).then(
      () => true,
      () => false,
    );
    if (this.#panels.has(panel)) panel.postMessage({ type: 'device-chosen', request, opened });
  }

  #restartIdleTimer(): void {
    clearTimeout(this.#idleTimer);
    if (this.#panels.size > 0 || isActive(this.call)) return;
    this.#idleTimer = setTimeout(this.#options.onIdle, this.#options.idleMs ?? 5 * 60_000);
  }
}
