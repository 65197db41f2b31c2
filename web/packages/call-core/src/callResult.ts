import { type Call, type GatewayClient, GatewayError } from '@teleperson/api';
import { type EndReason, isEndReason } from './callSnapshot';
import type { FailureReason } from './failure';
import { reasonOf } from './reasonOf';

export type CallResult =
  | { type: 'ended'; reason: EndReason; durationSeconds: number }
  | { type: 'failed'; reason: FailureReason; code?: number; durationSeconds: number };

/** What the client itself knows about the end of a call. */
export interface LocalEnd {
  /** The person pressed hang-up. */
  hungUp: boolean;
  /** The computer slept shortly before the end. */
  slept: boolean;
  /** Seconds since the answer; undefined when nobody answered. */
  talkedSeconds: number | undefined;
  /** The last error the SDK raised for the call. */
  errorCode: number | undefined;
}

/**
 * Asks the gateway until it knows that the call is over: the SDK only says that it is, never why, and Twilio's
 * callbacks reach the gateway some moments later. Undefined when `budgetMs` passes first or the gateway refuses.
 */
export async function waitForEnd(
  gateway: Pick<GatewayClient, 'call'>,
  callId: string,
  budgetMs = 3000,
): Promise<Call | undefined> {
  const controller = new AbortController();
  const budget = setTimeout(() => controller.abort(), budgetMs);
  try {
    for (let delayMs = 100; !controller.signal.aborted; delayMs = Math.min(delayMs * 1.6, 800)) {
      const call = await gateway.call(callId, controller.signal).catch(unlessRefused);
      if (call?.state === 'ended') return await sharpen(call, gateway, callId);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
    }
  } catch {
    // The call is over either way; its reason falls back to what the client knows.
  } finally {
    clearTimeout(budget);
  }
  return undefined;
}

/** A moment after the end, Twilio's last callback about the callee's leg has brought the SIP code. */
const sharpenAfterMs = 400;

/**
 * Without the SIP code of the callee's leg, Twilio says "busy" of a declined call too, and "failed" of a number that
 * is not in service. That code comes in a callback of its own, in any order with the one that ended the call.
 */
async function sharpen(call: Call, gateway: Pick<GatewayClient, 'call'>, callId: string): Promise<Call> {
  if (call.reason !== 'busy' && call.reason !== 'failed') return call;
  await new Promise((resolve) => setTimeout(resolve, sharpenAfterMs));
  return gateway.call(callId).catch(() => call);
}

/** A network that fails at the end of a call is common, and worth another try; a refusal stays one. */
function unlessRefused(error: unknown): undefined {
  if (error instanceof GatewayError && error.status < 500) throw error;
}

/** Puts together what the gateway says (if it does) and what the client saw. */
export function resultOf(call: Call | undefined, local: LocalEnd): CallResult {
  const durationSeconds = call?.duration_seconds ?? Math.round(local.talkedSeconds ?? 0);
  const ended = (reason: EndReason): CallResult => ({ type: 'ended', reason, durationSeconds });
  const broke = local.hungUp ? undefined : localReason(local);
  const failed = (reason: FailureReason): CallResult => ({
    type: 'failed',
    reason,
    // Of a sleep or a microphone, the reason says it all.
    ...(reason === broke && isTwilios(reason) && { code: local.errorCode }),
    durationSeconds,
  });

  const reason = call?.reason;
  switch (reason) {
    case 'completed':
      return broke === 'connection_lost' || broke === 'computer_slept' ? failed(broke) : ended('completed');
    case 'busy':
    case 'no_answer':
    case 'declined':
    case 'not_in_service':
      return ended(reason);
    case 'canceled':
      return broke ? failed(broke) : ended('canceled');
    case 'failed':
      return failed(broke ?? 'call_failed');
    case 'ticket_unused':
    case undefined:
      break;
    default:
      return failed(reason);
  }

  if (broke) return failed(broke);
  const byCode = local.errorCode === undefined ? undefined : reasonOf(local.errorCode);
  if (byCode && isEndReason(byCode)) return ended(byCode);
  if (local.talkedSeconds !== undefined) return ended('completed');
  return local.hungUp ? ended('canceled') : failed(reason ?? 'unknown');
}

/** Why the line broke, as far as an error tells. */
function localReason({ errorCode, slept, talkedSeconds }: LocalEnd): FailureReason | undefined {
  if (errorCode === undefined) return undefined;
  const reason = reasonOf(errorCode);
  if (isEndReason(reason)) return undefined;
  if (reason === 'microphone_denied' || reason === 'microphone_unavailable') return reason;
  if (reason === 'connection_lost' || talkedSeconds !== undefined)
    return slept ? 'computer_slept' : 'connection_lost';
  return reason;
}

const isTwilios = (reason: FailureReason): boolean =>
  reason !== 'computer_slept' && !reason.startsWith('microphone_');
