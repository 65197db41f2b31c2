import { EventEmitter } from 'node:events';
import { vi } from 'vitest';
import type { VoiceCall, VoiceDevice, VoiceDeviceOptions, VoiceSdk } from '../voiceSdk';

/** The SDK's call as the engine sees it: the tests raise its events. */
export class FakeCall extends EventEmitter {
  state: ReturnType<VoiceCall['status']> = 'connecting';
  readonly disconnect = vi.fn(() => this.close());
  readonly mute = vi.fn((muted: boolean) => this.emit('mute', muted));
  readonly sendDigits = vi.fn();
  status = () => this.state;

  ring(hasEarlyMedia = false): void {
    this.state = 'ringing';
    this.emit('ringing', hasEarlyMedia);
  }

  answer(): void {
    this.state = 'open';
    this.emit('accept');
  }

  /** What the SDK does on a hang-up from either side: an error, if the server sent one, comes first. */
  close(errorCode?: number): void {
    if (this.state === 'closed') return;
    this.state = 'closed';
    if (errorCode !== undefined) this.emit('error', { code: errorCode, message: '' });
    this.emit('disconnect');
    this.emit('disconnect');
  }

  /** A socket that breaks: with a reconnect token (after the answer) the SDK tries again, else it gives up. */
  loseSignaling(): void {
    const answered = this.state === 'open';
    this.emit('transportClose');
    this.state = answered ? 'reconnecting' : 'closed';
    if (answered) this.emit('reconnecting', { code: 53001, message: '' });
  }
}

export class FakeDevice extends EventEmitter {
  readonly call = new FakeCall();
  readonly destroy = vi.fn();
  readonly updateToken = vi.fn();
  readonly audio = {
    setInputDevice: vi.fn(async () => undefined),
    speakerDevices: { set: vi.fn(async () => undefined) },
  };
  /** The tests may replace it, for a server that does not answer. */
  connect = vi.fn<VoiceDevice['connect']>(async () => this.call as unknown as VoiceCall);

  constructor(
    readonly token: string,
    readonly options: VoiceDeviceOptions,
  ) {
    super();
  }
}

/** An SDK whose devices the test can reach; `prepare` sees each one before the engine does. */
export function fakeSdk(prepare: (device: FakeDevice) => void = () => undefined) {
  const devices: FakeDevice[] = [];
  const sdk: VoiceSdk = {
    createDevice: (token, options) => {
      const device = new FakeDevice(token, options);
      prepare(device);
      devices.push(device);
      return device as unknown as VoiceDevice;
    },
  };
  return { sdk, devices };
}
