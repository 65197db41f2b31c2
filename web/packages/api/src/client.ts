import createClient from 'openapi-fetch';
import { toGatewayError } from './errors';
import type { components, paths } from './schema';
import { fetchWithTimeout } from './timeout';

type Schemas = components['schemas'];
export type AccessToken = Schemas['AccessToken'];
export type Call = Schemas['Call'];
export type Company = Schemas['Company'];
export type CompanyPage = Schemas['CompanyPage'];
export type PhoneNumber = Schemas['PhoneNumber'];
export type Profile = Schemas['Profile'];
export type Ticket = Schemas['Ticket'];
export type VoiceConfig = Schemas['VoiceConfig'];

interface GatewayOptions {
  /** Where the gateway is, without a trailing slash. */
  baseUrl: string;
  /** The user's extension token. Leaves only in the X-TLE-Token header. */
  token: string;
  /** How long one request may take. */
  timeoutMs?: number;
}

export type GatewayClient = ReturnType<typeof createGatewayClient>;

/**
 * The gateway's endpoints for a dialer. Every method resolves with the contract's success body, or rejects with
 * `GatewayError` (it said no), `UnreachableError` (no answer) or, for a caller's own `signal`, its AbortError.
 */
export function createGatewayClient({ baseUrl, token, timeoutMs = 10_000 }: GatewayOptions) {
  const http = createClient<paths>({
    baseUrl,
    headers: { 'X-TLE-Token': token },
    credentials: 'omit',
    cache: 'no-store',
    fetch: fetchWithTimeout(timeoutMs),
  });

  return {
    profile: (signal?: AbortSignal): Promise<Profile> => success(http.GET('/v1/me', { signal })),

    voiceConfig: (signal?: AbortSignal): Promise<VoiceConfig> =>
      success(http.GET('/v1/voice/config', { signal })),

    /** A page of reviewed companies; `cursor` is `next_cursor` of the page before. */
    companies: (query: { q?: string; domain?: string; cursor?: string }, signal?: AbortSignal) =>
      success<CompanyPage>(http.GET('/v1/companies', { params: { query }, signal })),

    createAccessToken: (signal?: AbortSignal): Promise<AccessToken> =>
      success(http.POST('/v1/voice/token', { signal })),

    createCall: (numberId: string, signal?: AbortSignal): Promise<Ticket> =>
      success(http.POST('/v1/voice/calls', { body: { number_id: numberId }, signal })),

    call: (callId: string, signal?: AbortSignal): Promise<Call> =>
      success(http.GET('/v1/voice/calls/{call_id}', { params: { path: { call_id: callId } }, signal })),

    /** Ends a call whatever its state. Safe to repeat. */
    endCall: (callId: string, signal?: AbortSignal): Promise<Call> =>
      success(http.POST('/v1/voice/calls/{call_id}/end', { params: { path: { call_id: callId } }, signal })),
  };
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

async function success<T>(request: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await request;
  if (!response.ok || data === undefined) throw toGatewayError(response, error);
  return data;
}
