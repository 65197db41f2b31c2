import { GatewayError, UnreachableError } from './errors';

/**
 * `fetch` that gives up after `timeoutMs` (body included) and tells the three ways of getting no answer apart:
 * the caller's abort passes through, a timeout and a network failure become `UnreachableError`.
 */
export function fetchWithTimeout(timeoutMs: number): (request: Request) => Promise<Response> {
  return async (request) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(request, { signal: AbortSignal.any([request.signal, timeout]) });
      return await buffered(response);
    } catch (error) {
      if (request.signal.aborted || error instanceof GatewayError) throw error;
      throw new UnreachableError(timeout.aborted ? 'timeout' : 'network', { cause: error });
    }
  };
}

/**
 * Reads the body here, where a timeout still has its own name, and refuses a success with a body that is not JSON (the
 * login page of a hotel's network, say) before anyone parses it.
 */
async function buffered(response: Response): Promise<Response> {
  const body = await response.arrayBuffer();
  if (response.ok && response.status !== 204 && !/\bjson\b/.test(response.headers.get('Content-Type') ?? ''))
    throw new GatewayError('unexpected_answer', response.status, undefined, undefined);
  const { status, statusText, headers } = response;
  return new Response(body.byteLength > 0 ? body : null, { status, statusText, headers });
}
