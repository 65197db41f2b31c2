import type { QualitySample } from './quality';

/**
 * The parts of `@twilio/voice-sdk` 2.18 that we use, in our own words: one seam, where the real module meets the
 * engine and where tests put their own.
 */
export interface VoiceSdk {
  createDevice(token: string, options: VoiceDeviceOptions): VoiceDevice;
}

/** An SDK error. `code` is Twilio's (20104, 31005, 53405...). */
export interface VoiceError {
  code: number;
  message: string;
}

export interface VoiceDevice {
  /**
   * Never settles while the token is refused or the server cannot be reached; rejects with `undefined` when the
   * server closes the stream.
   */
  connect(options: {
    params: Record<string, string>;
    rtcConstraints?: MediaStreamConstraints;
  }): Promise<VoiceCall>;
  updateToken(token: string): void;
  destroy(): void;
  readonly audio: VoiceAudio | null;
  on(event: 'error', listener: (error: VoiceError) => void): unknown;
  on(event: 'tokenWillExpire', listener: () => void): unknown;
}

export interface VoiceAudio {
  /** Keeps that microphone open after the call, until the device is destroyed. */
  setInputDevice(deviceId: string): Promise<void>;
  speakerDevices: { set(deviceId: string): Promise<void> };
}

export interface VoiceCall {
  disconnect(): void;
  mute(muted: boolean): void;
  sendDigits(digits: string): void;
  status(): 'pending' | 'connecting' | 'ringing' | 'open' | 'reconnecting' | 'closed';
  on(event: 'ringing', listener: (hasEarlyMedia: boolean) => void): unknown;
  on(event: 'error' | 'reconnecting', listener: (error: VoiceError) => void): unknown;
  on(
    event: 'accept' | 'cancel' | 'disconnect' | 'reject' | 'reconnected' | 'transportClose',
    listener: () => void,
  ): unknown;
  on(event: 'mute', listener: (muted: boolean) => void): unknown;
  on(event: 'volume', listener: (input: number, output: number) => void): unknown;
  on(event: 'warning' | 'warning-cleared', listener: (name: string) => void): unknown;
  on(event: 'sample', listener: (sample: QualitySample) => void): unknown;
}

/** Public options of the SDK, and two (`chunderw`, `publishEvents`) that it reads but does not declare. */
export interface VoiceDeviceOptions {
  appName: string;
  codecPreferences: ('opus' | 'pcmu')[];
  closeProtection: boolean | string;
  enableImprovedSignalingErrorPrecision: boolean;
  logLevel: 'error';
  /** How long the server keeps a call whose socket is gone. The SDK caps it at 30 s. */
  maxCallSignalingTimeoutMs: number;
  sounds: Record<string, string>;
  tokenRefreshMs: number;
  /** Host and port of the signalling server, instead of Twilio's. */
  chunderw?: string;
  /** Whether call quality is reported to Twilio's Insights (eventgw.twilio.com). */
  publishEvents: boolean;
}

/** Loads the SDK on first use: 175 KB that a person who only looks at the list does not need. */
export async function loadVoiceSdk(): Promise<VoiceSdk> {
  const { Device } = await import('@twilio/voice-sdk');
  type Options = ConstructorParameters<typeof Device>[1];
  return {
    createDevice: (token, options) => new Device(token, options as Options) as unknown as VoiceDevice,
  };
}
