import type { FailureReason } from './failure';
import type { Quality } from './quality';

/** What is being called. `numberId` goes to the gateway; the rest is for people. */
export interface DialTarget {
  numberId: string;
  company: string;
  label: string;
  /** The number in international format. */
  display: string;
}

/** How a call ended that took its course. The words are the gateway's (`Call.reason` in the contract). */
export type EndReason = 'completed' | 'busy' | 'no_answer' | 'declined' | 'canceled' | 'not_in_service';

const endReasons: Record<EndReason, true> = {
  completed: true,
  busy: true,
  no_answer: true,
  declined: true,
  canceled: true,
  not_in_service: true,
};

export const isEndReason = (reason: string): reason is EndReason => Object.hasOwn(endReasons, reason);

/** The part of a snapshot that exists while both sides can hear each other. */
interface Conversation {
  target: DialTarget;
  /** Epoch milliseconds. */
  answeredAtMs: number;
  muted: boolean;
  quality: Quality;
}

/**
 * All there is to know about the one call a client can have. Plain data: it crosses from an offscreen document
 * to a side panel as a message, and a panel that opens mid-call can draw itself from it.
 */
export type CallSnapshot =
  | { phase: 'idle' }
  | { phase: 'requesting-microphone'; target: DialTarget }
  | { phase: 'connecting'; target: DialTarget }
  | { phase: 'ringing'; target: DialTarget }
  | ({ phase: 'in-call' } & Conversation)
  /** Connection trouble: the SDK tries to get media or signalling back. */
  | ({ phase: 'reconnecting' } & Conversation)
  /** Nobody talks any more; the gateway is being asked for the reason. */
  | { phase: 'ending'; target: DialTarget; answeredAtMs?: number }
  | { phase: 'ended'; target: DialTarget; reason: EndReason; durationSeconds: number }
  /** The call could not be made, or broke. */
  | {
      phase: 'failed';
      target: DialTarget;
      reason: FailureReason;
      /** Twilio's, where the reason comes of one. */
      code?: number;
      durationSeconds?: number;
      retryAfterSeconds?: number;
    };

export type CallPhase = CallSnapshot['phase'];

/** Whether a call exists that a second one would disturb. */
export function isActive(
  snapshot: CallSnapshot,
): snapshot is Exclude<CallSnapshot, { phase: 'idle' | 'ended' | 'failed' }> {
  return snapshot.phase !== 'idle' && snapshot.phase !== 'ended' && snapshot.phase !== 'failed';
}

/** Loudness of both directions, 0 to 1. Apart from the snapshot, since it changes ten times a second. */
export interface Levels {
  microphone: number;
  remote: number;
}
