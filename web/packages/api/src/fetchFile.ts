import { GatewayError, UnreachableError } from './errors';

/**
 * `fetch` for a file of any size, without a timeout. Rejects with `UnreachableError` also when the connection is cut
 * midway, so that nobody takes a part for the whole, and refuses a success that is something else (a login page, say).
 */
export const fetchFile =
  (contentType: string) =>
  async (request: Request): Promise<Response> => {
    try {
      const response = await fetch(request);
      if (response.ok && !response.headers.get('Content-Type')?.startsWith(contentType))
        throw new GatewayError('unexpected_answer', response.status, undefined, undefined);
      const { status, statusText, headers } = response;
      return new Response(await response.blob(), { status, statusText, headers });
    } catch (error) {
      if (request.signal.aborted || error instanceof GatewayError) throw error;
      throw new UnreachableError('network', { cause: error });
    }
  };
