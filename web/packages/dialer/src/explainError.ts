import { GatewayError, UnreachableError } from '@teleperson/api';
import { type Explanation, explainFailure, offline } from './texts';

/** What went wrong with a request, and what to do. */
export function explainError(error: unknown, online = navigator.onLine): Explanation {
  if (error instanceof GatewayError) return explainFailure(error.reason);
  if (!online) return offline;
  if (error instanceof UnreachableError && error.kind === 'timeout') return explainFailure('gateway_timeout');
  return explainFailure('gateway_unreachable');
}
