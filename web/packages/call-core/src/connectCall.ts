import type { AccessTokens } from './accessTokens';
import { CallFailure, type FailureReason, toCallFailure } from './failure';
import { isTokenError, reasonOf } from './reasonOf';
import type { VoiceCall, VoiceDevice } from './voiceSdk';

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
    let code: number | undefined; // The last one that the SDK told.
    const fail = () =>
      settle(() => reject(new CallFailure(whyNot(code), code === undefined ? {} : { code })));
    const aborted = () => settle(() => reject(signal.reason));
    const timer = setTimeout(fail, timeoutMs);
    if (signal.aborted) return aborted();
    signal.addEventListener('abort', aborted);

    let renewal: Promise<void> | undefined;
    device.on('error', (error) => {
      if (settled) return;
      code = error.code;
      if (!isTokenError(code)) return; // The SDK keeps trying to reach the server until the timeout.
      if (renewal) return fail();
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
      .then(connected, fail);
  });
}

/** A line that never came about cannot be lost. */
function whyNot(code: number | undefined): FailureReason {
  const reason = code === undefined ? undefined : reasonOf(code);
  const telling = reason === 'access_token_refused' || reason === 'twilio_rate_limited';
  return telling ? reason : 'signaling_unreachable';
}
