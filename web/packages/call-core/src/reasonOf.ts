import type { EndReason } from './callSnapshot';
import type { FailureReason } from './failure';
import { reasonOfCode } from './shownAs';

const reasons: Partial<Record<number, EndReason | FailureReason>> = reasonOfCode;

/** What a code of the Voice SDK comes to, for people. */
export const reasonOf = (code: number): EndReason | FailureReason => reasons[code] ?? 'call_failed';

/** Another access token may help. */
export const isTokenError = (code: number): boolean => reasonOf(code) === 'access_token_refused';
