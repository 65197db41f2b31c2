import type { AccessTokens } from './accessTokens';
import { connectCall } from './connectCall';
import { isTokenError } from './reasonOf';
import type { VoiceCall, VoiceDevice, VoiceDeviceOptions, VoiceSdk } from './voiceSdk';

/** The person's choice of devices, by id; it outlives a call. Absent: the system's default. */
export interface ChosenDevices {
  microphone?: string;
  speaker?: string;
}

/**
 * A device for one call. Whatever a device leaves behind (an open microphone after a change of device, timers of old
 * tokens, a socket that keeps reconnecting) ends with `close()`.
 */
export class VoiceLine {
  readonly #device: VoiceDevice;
  readonly #tokens: AccessTokens;
  #renewing = false;
  #closed = false;

  constructor(sdk: VoiceSdk, token: string, tokens: AccessTokens, options: VoiceDeviceOptions) {
    this.#device = sdk.createDevice(token, options);
    this.#tokens = tokens;
    this.#device.on('tokenWillExpire', () => {
      if (tokens.isLapsing()) this.#renewToken();
    });
  }

  /** Rejects with `CallFailure`, or with the signal's reason. */
  async connect(ticket: string, chosen: ChosenDevices, signal: AbortSignal): Promise<VoiceCall> {
    const call = await connectCall(this.#device, {
      ticket,
      microphoneId: chosen.microphone,
      tokens: this.#tokens,
      signal,
    });
    // From here on `connectCall` no longer listens. Errors that are not about the token are the transport's, come
    // twice with every attempt to reconnect, and are told better by the call's own `reconnecting`.
    this.#device.on('error', ({ code }) => {
      if (isTokenError(code) && !this.#tokens.isNew()) this.#renewToken();
    });
    return call;
  }

  /** Rejects when the device does not open. */
  async chooseMicrophone(id: string): Promise<void> {
    await this.#device.audio?.setInputDevice(id);
  }

  /** Rejects when the device is gone, or the browser cannot choose speakers. */
  async chooseSpeaker(id: string): Promise<void> {
    await this.#device.audio?.speakerDevices.set(id);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    // Not at once: we may be inside one of the SDK's events, and it has not finished with the device.
    queueMicrotask(() => this.#device.destroy());
  }

  /** A call goes on without a fresh token for as long as its socket lives, so a failure here ends nothing. */
  #renewToken(): void {
    if (this.#renewing) return;
    this.#renewing = true;
    this.#tokens
      .fetch()
      .then((token) => {
        if (!this.#closed) this.#device.updateToken(token);
      })
      .catch(() => undefined)
      .finally(() => {
        this.#renewing = false;
      });
  }
}
