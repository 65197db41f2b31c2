import type { CallSnapshot } from '@teleperson/call-core';
import type { Formats, Words } from '@teleperson/texts';
import { explainEnding, explainFailure } from '../explain';
import { formatDuration } from '../format';

export type OverSnapshot = Extract<CallSnapshot, { phase: 'ended' | 'failed' }>;

/** The words for the end of a call; also what is read aloud. */
export function explainEnd(
  t: Words,
  formats: Formats,
  call: OverSnapshot,
): { title: string; details: string[] } {
  const { title, advice } =
    call.phase === 'ended' ? explainEnding(t, call.reason) : explainFailure(t, call.reason);
  const details = [advice];
  if (call.durationSeconds)
    details.unshift(t('dialer.over.talked', { duration: formatDuration(call.durationSeconds) }));
  if (call.phase === 'failed' && call.retryAfterSeconds !== undefined)
    details.push(t('dialer.over.retryAfter', { time: formats.wait(call.retryAfterSeconds) }));
  if (call.phase === 'failed' && call.code !== undefined)
    details.push(t('dialer.over.code', { code: call.code }));
  return { title, details: details.filter(Boolean) };
}
