import { type Call, GatewayError, type Reason, UnreachableError } from '@teleperson/api';

/** Why a call could not be made or broke: what the gateway says, and what only the client can know. */
export type FailureReason =
  | Reason
  | Exclude<
      NonNullable<Call['reason']>,
      'completed' | 'busy' | 'no_answer' | 'declined' | 'canceled' | 'not_in_service' | 'failed'
    >
  /** Twilio or the carrier gave up, for no reason that we know. */
  | 'call_failed'
  /** Twilio declined: its webhook failed, answered nonsense, or rejected the call. */
  | 'call_refused'
  | 'application_not_found'
  | 'twilio_rate_limited'
  /** Browser and Twilio could not agree on the way for sound. */
  | 'media_failed'
  | 'microphone_denied'
  | 'microphone_missing'
  /** It exists and may be used, but does not open: another program holds it, or the driver fails. */
  | 'microphone_unavailable'
  /** Where the question needs a page of its own: that page was closed without an answer. */
  | 'microphone_dismissed'
  /** Browsers give the microphone only to https pages and to this machine. */
  | 'insecure_page'
  | 'browser_unsupported'
  | 'gateway_unreachable'
  | 'gateway_timeout'
  /** The page is older than the server's files, or the network broke while the calling code was loaded. */
  | 'software_not_loaded'
  /** The gateway names a sandbox on another machine; clients accept only loopback. */
  | 'sandbox_refused'
  | 'signaling_unreachable'
  | 'access_token_refused'
  /** Signalling works, but the call was neither put through nor refused. */
  | 'no_response'
  /** Signalling or media was lost and did not come back. */
  | 'connection_lost'
  /** The computer slept, and Twilio gave the call up meanwhile. */
  | 'computer_slept'
  /** Whatever holds the engine (an extension's offscreen document) is gone, and the call with it. */
  | 'engine_stopped'
  | 'unknown';

/** Ends an attempt at a call, with the reason to show. */
export class CallFailure extends Error {
  override readonly name = 'CallFailure';

  constructor(
    readonly reason: FailureReason,
    options?: ErrorOptions & { retryAfterSeconds?: number; code?: number },
  ) {
    super(`The call failed: ${reason}.`, options);
    this.retryAfterSeconds = options?.retryAfterSeconds;
    this.code = options?.code;
  }

  readonly retryAfterSeconds: number | undefined;
  /** Twilio's, where the reason comes of one. */
  readonly code: number | undefined;
}

/** Gives whatever was thrown on the way to a call its reason. */
export function toCallFailure(error: unknown): CallFailure {
  if (error instanceof CallFailure) return error;
  if (error instanceof GatewayError)
    return new CallFailure(error.reason, { cause: error, retryAfterSeconds: error.retryAfterSeconds });
  if (error instanceof UnreachableError)
    return new CallFailure(error.kind === 'timeout' ? 'gateway_timeout' : 'gateway_unreachable', {
      cause: error,
    });
  return new CallFailure('unknown', { cause: error });
}
