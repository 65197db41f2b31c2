import { type CallSnapshot, type DialTarget, type EndReason, isActive } from './callSnapshot';
import type { FailureReason } from './failure';
import { type Quality, unknownQuality } from './quality';

export type CallEvent =
  | { type: 'dialed'; target: DialTarget }
  | { type: 'microphone-ready' }
  | { type: 'ringing' }
  | { type: 'answered'; atMs: number }
  | { type: 'trouble' }
  | { type: 'recovered' }
  | { type: 'muted'; muted: boolean }
  | { type: 'quality'; quality: Quality }
  | { type: 'ending' }
  | { type: 'ended'; reason: EndReason; durationSeconds: number }
  | {
      type: 'failed';
      reason: FailureReason;
      code?: number;
      durationSeconds?: number;
      retryAfterSeconds?: number;
    }
  | { type: 'dismissed' };

export const idle: CallSnapshot = { phase: 'idle' };

/**
 * The life of a call. An event that means nothing in the present phase leaves the snapshot as it is (the same
 * object), because the SDK repeats itself: `disconnect` can come twice, `reconnecting` comes with every attempt.
 */
export function callReducer(snapshot: CallSnapshot, event: CallEvent): CallSnapshot {
  if (event.type === 'dialed')
    return isActive(snapshot) ? snapshot : { phase: 'requesting-microphone', target: event.target };
  if (event.type === 'dismissed') return isActive(snapshot) ? snapshot : idle;
  if (!isActive(snapshot)) return snapshot;

  const { target } = snapshot;
  switch (event.type) {
    case 'microphone-ready':
      return snapshot.phase === 'requesting-microphone' ? { phase: 'connecting', target } : snapshot;
    case 'ringing':
      return snapshot.phase === 'connecting' ? { phase: 'ringing', target } : snapshot;
    case 'answered':
      return snapshot.phase === 'connecting' || snapshot.phase === 'ringing'
        ? { phase: 'in-call', target, answeredAtMs: event.atMs, muted: false, quality: unknownQuality }
        : snapshot;
    case 'trouble':
      return snapshot.phase === 'in-call' ? { ...snapshot, phase: 'reconnecting' } : snapshot;
    case 'recovered':
      return snapshot.phase === 'reconnecting' ? { ...snapshot, phase: 'in-call' } : snapshot;
    case 'muted':
      return isConversation(snapshot) && snapshot.muted !== event.muted
        ? { ...snapshot, muted: event.muted }
        : snapshot;
    case 'quality':
      return isConversation(snapshot) && !sameQuality(snapshot.quality, event.quality)
        ? { ...snapshot, quality: event.quality }
        : snapshot;
    case 'ending':
      if (snapshot.phase === 'ending') return snapshot;
      return isConversation(snapshot)
        ? { phase: 'ending', target, answeredAtMs: snapshot.answeredAtMs }
        : { phase: 'ending', target };
    case 'ended':
      return { phase: 'ended', target, reason: event.reason, durationSeconds: event.durationSeconds };
    case 'failed': {
      const { type: _, ...failure } = event;
      return { phase: 'failed', target, ...failure };
    }
  }
}

type ConversationSnapshot = Extract<CallSnapshot, { phase: 'in-call' | 'reconnecting' }>;

function isConversation(snapshot: CallSnapshot): snapshot is ConversationSnapshot {
  return snapshot.phase === 'in-call' || snapshot.phase === 'reconnecting';
}

function sameQuality(a: Quality, b: Quality): boolean {
  return a.grade === b.grade && a.hint === b.hint;
}
