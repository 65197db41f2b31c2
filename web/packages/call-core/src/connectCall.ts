import type { AccessTokens } from './accessTokens';
import { CallFailure, type FailureReason, toCallFailure } from './failure';
import type { VoiceCall, VoiceDevice } from './voiceSdk';

/** AccessTokenInvalid, AccessTokenExpired, AuthenticationFailed. */
const tokenErrors = new Set([20101, 20104, 20151]);

export const isTokenError = (code: number): boolean => tokenErrors.has(code);

interface ConnectOptions {
  ticket: string;
  /** The microphone to open; the default one when absent. */
  microphoneId?: string;
  tokens: AccessTokens;
  signal: AbortSignal;
  timeoutMs?: number;
}

/**
 * `device.connect()` that always settles. On its own it waits for ever when the token is refused or the server does
 * not answer. A refused token is renewed once: the SDK then goes on by itself, unless the server also closed the
 * stream, in which case we connect again. Rejects with `CallFailure`, or the signal's reason.
 */
export function connectCall(device: VoiceDevice, options: ConnectOptions): Promise<VoiceCall> {
  const { ticket, microphoneId, tokens, signal, timeoutMs = 10_000 } = options;
  const audio = microphoneId ? { deviceId: { ideal: microphoneId } } : true;

  return new Promise((resolve, reject) => {
    let settled = false;
    const settle = (act: () => void) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', aborted);
      act();
    };
    const fail = (reason: FailureReason) => settle(() => reject(new CallFailure(reason)));
    const aborted = () => settle(() => reject(signal.reason));
    const timer = setTimeout(() => fail('signaling_unreachable'), timeoutMs);
    if (signal.aborted) return aborted();
    signal.addEventListener('abort', aborted);

    let renewal: Promise<void> | undefined;
    device.on('error', ({ code }) => {
      if (settled || !isTokenError(code)) return; // The SDK keeps trying to reach the server until the timeout.
      if (renewal) return fail('access_token_refused');
      renewal = tokens.fetch().then((token) => {
        if (!settled) device.updateToken(token);
      });
      renewal.catch((error: unknown) => settle(() => reject(toCallFailure(error))));
    });

    const connect = () => device.connect({ params: { ticket }, rtcConstraints: { audio } });
    const connected = (call: VoiceCall) => {
      if (settled) call.disconnect();
      settle(() => resolve(call));
    };
    connect()
      .catch(async (error: unknown) => {
        if (!renewal) throw error;
        await renewal;
        if (settled) throw error;
        return connect();
      })
      .then(connected, () => fail('signaling_unreachable'));
  });
}
