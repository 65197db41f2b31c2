import type { components } from './schema';

type Problem = components['schemas']['Problem'];

/** The contract's reasons, and one for an answer that does not follow the contract (a proxy's error page). */
export type Reason = Problem['reason'] | 'unexpected_answer';

/** The gateway answered, and said no. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';

  constructor(
    readonly reason: Reason,
    /** HTTP status. */
    readonly status: number,
    /** What to do about it, in the gateway's words. */
    readonly detail: string | undefined,
    /** Seconds after which the same request may succeed. */
    readonly retryAfterSeconds: number | undefined,
  ) {
    super(detail ?? `The gateway answered ${status} (${reason}).`);
  }
}

/** No answer came: the network, the gateway or the patience (`timeout`) is at an end. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';

  constructor(
    readonly kind: 'network' | 'timeout',
    options?: ErrorOptions,
  ) {
    super(
      kind === 'timeout' ? 'The gateway did not answer in time.' : 'The gateway cannot be reached.',
      options,
    );
  }
}

/** Turns any answer that is not a success into an error; tolerates bodies of any kind. */
export function toGatewayError(response: Response, body: unknown): GatewayError {
  const problem = isProblem(body) ? body : undefined;
  return new GatewayError(
    problem?.reason ?? 'unexpected_answer',
    response.status,
    problem?.detail ?? problem?.title,
    retryAfterSeconds(response.headers.get('Retry-After')),
  );
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'reason' in body && typeof body.reason === 'string';
}

/** The gateway sends seconds; the date form of RFC 9110 would come from something in between and is ignored. */
export function retryAfterSeconds(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) : undefined;
}
