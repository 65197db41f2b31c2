import type { CallSnapshot } from '@teleperson/call-core';
import { expect, test } from 'vitest';
import { ended, inCall, ringing, target } from '../testing/fakeEngine';
import { badgeOf } from './badge';

test.each<[CallSnapshot, string, string]>([
  [{ phase: 'idle' }, '', 'toolbarIdle'],
  [{ phase: 'requesting-microphone', target }, '…', 'toolbarMicrophone'],
  [{ phase: 'connecting', target }, '…', 'toolbarRinging'],
  [ringing, '…', 'toolbarRinging'],
  [inCall, '●', 'toolbarInCall'],
  [{ ...inCall, muted: true } as CallSnapshot, '●', 'toolbarMuted'],
  [{ ...inCall, phase: 'reconnecting' } as CallSnapshot, '!', 'toolbarTrouble'],
  [{ phase: 'ending', target }, '…', 'toolbarEnding'],
  [ended, '', 'toolbarIdle'],
  [{ phase: 'failed', target, reason: 'connection_lost' }, '!', 'toolbarFailed'],
])('%o', (call, text, title) => {
  expect(badgeOf(call)).toMatchObject({ text, title });
});
