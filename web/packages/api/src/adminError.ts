import { retryAfterSeconds } from './errors';
import type { components } from './schema';

type AdminProblem = components['schemas']['AdminProblem'];
export type FieldProblem = NonNullable<AdminProblem['errors']>[number];
export type AdminReason = AdminProblem['reason'] | 'unexpected_answer';

/** The gateway answered the dashboard, and said no. */
export class AdminError extends Error {
  override readonly name = 'AdminError';

  constructor(
    readonly reason: AdminReason,
    /** HTTP status. */
    readonly status: number,
    /** What to do about it, in the gateway's words. */
    readonly detail: string | undefined,
    /** With `invalid_fields`. */
    readonly fields: readonly FieldProblem[] = [],
    readonly retryAfterSeconds?: number,
  ) {
    super(detail ?? `The gateway answered ${status} (${reason}).`);
  }
}

/** Tolerates bodies of any kind, such as a proxy's error page. */
export function toAdminError(
  response: { status: number; headers: Pick<Headers, 'get'> },
  body: unknown,
): AdminError {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Partial<AdminProblem>;
  return new AdminError(
    typeof problem.reason === 'string' ? problem.reason : 'unexpected_answer',
    response.status,
    problem.detail ?? problem.title,
    Array.isArray(problem.errors) ? problem.errors : [],
    retryAfterSeconds(response.headers.get('Retry-After')),
  );
}
