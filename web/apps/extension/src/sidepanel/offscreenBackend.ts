import {
  type CallBackend,
  type CallSnapshot,
  isActive,
  type Levels,
  listAudioDevices,
  watchAudioDevices,
} from '@teleperson/call-core';
import type { EngineCommand, PanelPort } from '../messages/enginePort';
import type { Account } from '../storage/account';
import type { chosenDevicesStore } from '../storage/chosenDevices';

interface BackendOptions {
  account: () => Promise<Account | undefined>;
  devices: Pick<typeof chosenDevicesStore, 'load' | 'save'>;
  /** Opens the engine's document unless it is there, and a port to it. */
  connect: () => Promise<PanelPort>;
  openMicrophonePage: () => void;
}

const idle: CallSnapshot = { phase: 'idle' };
const reconnectMs = 500;

/**
 * The engine in the offscreen document, as seen by one panel. A panel that opens during a call is told of it first; when
 * the document goes (it crashed, or the browser closed it), its call is reported as cut off and a new document is made.
 */
export class OffscreenBackend implements CallBackend {
  readonly #options: BackendOptions;
  readonly #listeners = new Set<() => void>();
  readonly #levelListeners = new Set<(levels: Levels) => void>();
  readonly #pendingChoices = new Map<number, (opened: boolean) => void>();
  #port: Promise<PanelPort>;
  #call: CallSnapshot = idle;
  #choices = 0;
  /** The engine that had our call is gone; the next one knows nothing of it. */
  #cutOff = false;

  constructor(options: BackendOptions) {
    this.#options = options;
    this.#port = this.#connect();
  }

  readonly snapshot = (): CallSnapshot => this.#call;

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly subscribeLevels = (listener: (levels: Levels) => void) => {
    this.#levelListeners.add(listener);
    if (this.#levelListeners.size === 1) this.#send({ type: 'watch-levels', on: true });
    return () => {
      this.#levelListeners.delete(listener);
      if (this.#levelListeners.size === 0) this.#send({ type: 'watch-levels', on: false });
    };
  };

  /** The account is read from storage at this moment: another tab may have changed it. */
  readonly dial: CallBackend['dial'] = async (target) => {
    if (isActive(this.#call)) return;
    const [account, devices] = await Promise.all([this.#options.account(), this.#options.devices.load()]);
    if (!account) return this.#show({ phase: 'failed', target, reason: 'unauthorized' });
    this.#send({ type: 'dial', target, settings: { account, devices: devices ?? {} } });
  };

  readonly hangup = () => this.#send({ type: 'hang-up' });
  readonly mute = (muted: boolean) => this.#send({ type: 'mute', muted });
  readonly digits = (digits: string) => this.#send({ type: 'digits', digits });
  readonly dismiss = () => {
    if (this.#cutOff) this.#show(idle);
    this.#cutOff = false;
    this.#send({ type: 'dismiss' });
  };

  readonly devices: CallBackend['devices'] = {
    list: async () => listAudioDevices((await this.#options.devices.load()) ?? {}),
    watch: watchAudioDevices,
    chooseMicrophone: (id) => this.#chooseDevice('microphone', id),
    chooseSpeaker: (id) => this.#chooseDevice('speaker', id),
  };

  readonly allowMicrophone = () => this.#options.openMicrophonePage();

  async #chooseDevice(kind: 'microphone' | 'speaker', id: string): Promise<void> {
    this.#choices += 1;
    const request = this.#choices;
    const opened = await new Promise<boolean>((resolve) => {
      this.#pendingChoices.set(request, resolve);
      this.#send({ type: 'choose-device', request, kind, id });
    });
    if (!opened) throw new Error(`The ${kind} does not open.`);
    await this.#options.devices.save({ ...(await this.#options.devices.load()), [kind]: id });
  }

  async #connect(): Promise<PanelPort> {
    const port = await this.#options.connect();
    port.onMessage.addListener((event) => {
      if (event.type === 'call') this.#follow(event.call);
      else if (event.type === 'levels') for (const listener of this.#levelListeners) listener(event.levels);
      else {
        this.#pendingChoices.get(event.request)?.(event.opened);
        this.#pendingChoices.delete(event.request);
      }
    });
    port.onDisconnect.addListener(() => this.#lost());
    if (this.#levelListeners.size > 0) port.postMessage({ type: 'watch-levels', on: true });
    return port;
  }

  #lost(): void {
    for (const settle of this.#pendingChoices.values()) settle(false);
    this.#pendingChoices.clear();
    const call = this.#call;
    if (isActive(call)) {
      this.#cutOff = true;
      this.#show({ phase: 'failed', target: call.target, reason: 'engine_stopped' });
    }
    // Not at once: a browser that cannot make the document would have us ask without a pause.
    this.#port = new Promise((resolve) => setTimeout(resolve, reconnectMs)).then(() => this.#connect());
  }

  #send(command: EngineCommand): void {
    void this.#port.then((port) => port.postMessage(command));
  }

  #follow(call: CallSnapshot): void {
    if (this.#cutOff && call.phase === 'idle') return;
    this.#cutOff = false;
    this.#show(call);
  }

  #show(call: CallSnapshot): void {
    this.#call = call;
    for (const listener of this.#listeners) listener();
  }
}
