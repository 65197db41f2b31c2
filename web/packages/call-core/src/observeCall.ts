import type { Levels } from './callSnapshot';
import { type Quality, QualityTracker } from './quality';
import type { VoiceCall } from './voiceSdk';

/** What happens to a call, in the engine's words. */
export interface CallObserver {
  /** The callee's phone rings; `hasEarlyMedia` when the network sends its own ringing tone. */
  ringing(hasEarlyMedia: boolean): void;
  answered(): void;
  /** Media or signalling is lost and the SDK tries to get it back. Comes again with every attempt. */
  trouble(): void;
  recovered(): void;
  /** Nothing we send reaches Twilio until `recovered`. */
  signalingLost(): void;
  /** The call is over. May come more than once. */
  closed(): void;
  /** A Twilio error code. Fatal if `closed` comes in the same turn of the event loop, else not. */
  error(code: number): void;
  muted(muted: boolean): void;
  quality(quality: Quality): void;
  levels(levels: Levels): void;
}

const levelIntervalMs = 100;

/** Translates the SDK's events. */
export function observeCall(call: VoiceCall, observer: CallObserver): void {
  call.on('ringing', (hasEarlyMedia) => observer.ringing(hasEarlyMedia));
  call.on('accept', () => observer.answered());
  call.on('reconnecting', () => observer.trouble());
  call.on('reconnected', () => observer.recovered());
  call.on('disconnect', () => observer.closed());
  call.on('cancel', () => observer.closed());
  call.on('reject', () => observer.closed());
  call.on('mute', (muted) => observer.muted(muted));
  call.on('error', ({ code }) => {
    observer.error(code);
    if (call.status() === 'closed') observer.closed();
  });
  call.on('transportClose', () => {
    observer.signalingLost();
    // Before the answer there is no way to re-attach. The SDK gives such a call up without any other event, but
    // closes it only after this one.
    queueMicrotask(() => {
      if (call.status() === 'closed') observer.closed();
    });
  });

  const tracker = new QualityTracker();
  call.on('sample', (sample) => observer.quality(tracker.sample(sample)));
  call.on('warning', (name) => observer.quality(tracker.warning(name, true)));
  call.on('warning-cleared', (name) => observer.quality(tracker.warning(name, false)));

  let lastMs = 0;
  call.on('volume', (microphone, remote) => {
    const nowMs = performance.now();
    if (nowMs - lastMs < levelIntervalMs) return;
    lastMs = nowMs;
    observer.levels({ microphone, remote });
  });
}
