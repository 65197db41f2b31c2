import { GatewayError, UnreachableError } from '@teleperson/api';
import { type EndReason, type FailureReason, isEndReason, wordsOfReason } from '@teleperson/call-core';
import type { Words } from '@teleperson/texts';
import type en from '@teleperson/texts/catalogue/en';

/** What is said about a call that is over, or a number that cannot be called: what happened, and what to do. */
export interface Explanation {
  title: string;
  advice: string;
}

type Worded = keyof (typeof en)['dialer']['failure'];

/** Mistakes of a program, of which a person can do nothing about but try again, have the same words. */
const sameWords: Record<Exclude<FailureReason, Worded>, Worded> = wordsOfReason;

/** A reason of a later gateway, which this page does not know yet, still gets words. */
export function explainFailure(t: Words, reason: FailureReason): Explanation {
  const key = (sameWords as Partial<Record<FailureReason, Worded>>)[reason] ?? (reason as Worded);
  return {
    title: t([`dialer.failure.${key}.title`, 'dialer.failure.internal_error.title']),
    advice: t([`dialer.failure.${key}.advice`, 'dialer.failure.internal_error.advice']),
  };
}

/** `advice` is empty where there is none to give. */
export function explainEnding(t: Words, reason: EndReason): Explanation {
  return {
    title: t(`dialer.end.${reason}.title`),
    advice: reason === 'completed' ? '' : t(`dialer.end.${reason}.advice`),
  };
}

/** In a few words how a call ended, for a list of calls. A reason of a later version gets the general words. */
export function explainOutcome(t: Words, reason: EndReason | FailureReason): string {
  return isEndReason(reason) ? explainEnding(t, reason).title : explainFailure(t, reason).title;
}

/** What went wrong with a request, and what to do. */
export function explainError(t: Words, error: unknown, online = navigator.onLine): Explanation {
  if (error instanceof GatewayError) return explainFailure(t, error.reason);
  if (!online) return { title: t('dialer.offline.title'), advice: t('dialer.offline.advice') };
  if (error instanceof UnreachableError && error.kind === 'timeout')
    return explainFailure(t, 'gateway_timeout');
  return explainFailure(t, 'gateway_unreachable');
}
