import { AdminError } from '@teleperson/api';
import { explainReason, unreachable } from './texts';

/** What went wrong with a request, and what to do. */
export const explainError = (error: unknown): string =>
  error instanceof AdminError ? explainReason(error.reason) : unreachable;

export const isSignedOut = (error: unknown): boolean =>
  error instanceof AdminError && error.reason === 'not_signed_in';
