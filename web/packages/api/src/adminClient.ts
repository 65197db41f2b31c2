import createClient from 'openapi-fetch';
import { toAdminError } from './adminError';
import { fetchFile } from './fetchFile';
import { type ImportOptions, type ImportReport, importCompanies } from './importCompanies';
import type { components, paths } from './schema';
import { fetchWithTimeout } from './timeout';

type Schemas = components['schemas'];
export type AdminSession = Schemas['AdminSession'];
export type Settings = Schemas['Settings'];
export type SettingsChange = Schemas['SettingsChange'];
export type User = Schemas['User'];
export type UserPage = Schemas['UserPage'];
export type ExtensionTokenRecord = Schemas['ExtensionToken'];
export type CallSearch = Schemas['CallSearch'];
export type LoggedCall = Schemas['LoggedCall'];
export type LoggedCallPage = Schemas['LoggedCallPage'];
export type AuditSearch = Schemas['AuditSearch'];
export type AuditRecord = Schemas['AuditRecord'];
export type AuditParty = Schemas['AuditParty'];
export type AuditPage = Schemas['AuditPage'];
export type CallStatisticsInterval = Schemas['CallStatisticsInterval'];
export type LiveCall = Schemas['LiveCall'];
/** The events of `liveEventsUrl`, by name. */
export interface LiveEvents {
  live_calls: Schemas['LiveCalls'];
  calls_logged: Schemas['CallsLogged'];
  settings_changed: Schemas['SettingsChanged'];
}
export type VoiceState = Schemas['VoiceState'];
export type Checks = Schemas['Checks'];
export type CheckFinding = Schemas['CheckFinding'];
export type StartedTestCall = Schemas['StartedTestCall'];
export type TestCall = Schemas['TestCall'];
export type TestStep = Schemas['TestStep'];
export type AdminCompany = Schemas['AdminCompany'];
export type AdminCompanyPage = Schemas['AdminCompanyPage'];
export type AdminNumber = Schemas['AdminNumber'];
export type CompanyDetails = Schemas['CompanyDetails'];
export type CompanySearch = NonNullable<paths['/v1/admin/companies']['get']['parameters']['query']>;
export type Obstacle = Settings['obstacles'][number];

/** The settings with the version that a change has to name. */
export interface SavedSettings {
  settings: Settings;
  etag: string;
}

/** A company with the version that a change has to name. */
export interface SavedCompany {
  company: AdminCompany;
  etag: string;
}

export type AdminClient = ReturnType<typeof createAdminClient>;

/**
 * The dashboard's endpoints, for a page of the gateway itself: the session is a cookie that no script sees. Rejects with
 * `AdminError` (it said no) or `UnreachableError` (no answer).
 */
export function createAdminClient({ baseUrl, timeoutMs = 15_000 }: { baseUrl: string; timeoutMs?: number }) {
  const http = createClient<paths>({
    baseUrl,
    credentials: 'same-origin',
    cache: 'no-store',
    fetch: fetchWithTimeout(timeoutMs),
  });
  const patient = { fetch: fetchWithTimeout(Math.max(timeoutMs, 60_000)) };

  return {
    signIn: async (token: string, password: string): Promise<void> => {
      await done(http.POST('/v1/admin/session', { headers: { 'X-TLE-Token': token }, body: { password } }));
    },
    session: async (signal?: AbortSignal): Promise<AdminSession> =>
      (await success(http.GET('/v1/admin/session', { signal }))).data,
    signOut: async (): Promise<void> => {
      await done(http.DELETE('/v1/admin/session'));
    },
    signOutEverywhere: async (): Promise<void> => {
      await done(http.DELETE('/v1/admin/sessions'));
    },

    /** Users whose id, e-mail address or first name starts with `query`; `after` is the last id of the page before. */
    searchUsers: async (query: string, after: string, signal?: AbortSignal): Promise<UserPage> =>
      (await success(http.POST('/v1/admin/users/search', { body: { query, after }, signal }))).data,
    addUser: async (user: Schemas['NewUser']): Promise<void> => {
      await done(http.POST('/v1/admin/users', { body: user }));
    },
    setPlan: async (id: string, plan: string | null): Promise<void> => {
      await done(http.PUT('/v1/admin/users/plan', { body: { id, plan } }));
    },
    setRole: async (id: string, role: User['role']): Promise<void> => {
      await done(http.PUT('/v1/admin/users/role', { body: { id, role } }));
    },
    setDisabled: async (id: string, disabled: boolean): Promise<void> => {
      await done(http.PUT('/v1/admin/users/disabled', { body: { id, disabled } }));
    },
    /** The text of a new token; it cannot be asked for again. */
    issueToken: async (userId: string, name: string): Promise<string> =>
      (await success(http.POST('/v1/admin/tokens', { body: { user_id: userId, name: name || null } }))).data
        .token,
    revokeToken: async (tokenHash: string): Promise<void> => {
      await done(
        http.DELETE('/v1/admin/tokens/{token_hash}', { params: { path: { token_hash: tokenHash } } }),
      );
    },

    /** The audit log of calls, newest first. */
    searchCalls: async (search: CallSearch, signal?: AbortSignal): Promise<LoggedCallPage> =>
      (await success(http.POST('/v1/admin/calls/search', { body: search, signal }))).data,
    /** Sums from each of these instants to the next. */
    callStatistics: async (starts: Date[], signal?: AbortSignal): Promise<CallStatisticsInterval[]> =>
      (
        await success(
          http.POST('/v1/admin/calls/statistics', {
            body: { starts: starts.map((start) => start.toISOString()) },
            signal,
          }),
        )
      ).data.intervals,
    /** Where the calls that match download as CSV. A user is named by the hash that a search answered with. */
    callExportUrl: ({ outcome, from, until }: CallSearch, userIdHash: string | null): string => {
      const fields = Object.entries({ outcome, from, until, user_id_hash: userIdHash });
      const query = new URLSearchParams(fields.filter((field): field is [string, string] => !!field[1]));
      return `${baseUrl}/v1/admin/calls/export?${query}`;
    },
    /** For an `EventSource`. */
    liveEventsUrl: `${baseUrl}/v1/admin/events`,

    /** Who changed what, newest first. */
    searchAuditLog: async (search: AuditSearch, signal?: AbortSignal): Promise<AuditPage> =>
      (await success(http.POST('/v1/admin/audit-log/search', { body: search, signal }))).data,
    /** All that match, as a CSV file. */
    exportAuditLog: async (search: AuditSearch, signal?: AbortSignal): Promise<Blob> => {
      const fetch = fetchFile('text/csv');
      const options = { body: search, signal, fetch, parseAs: 'blob' } as const;
      return (await success(http.POST('/v1/admin/audit-log/export', options))).data;
    },

    /** The catalogue in order of name; `cursor` is `next_cursor` of the page before. */
    listCompanies: async (query: CompanySearch, signal?: AbortSignal): Promise<AdminCompanyPage> =>
      (await success(http.GET('/v1/admin/companies', { params: { query }, signal }))).data,
    company: async (id: string, signal?: AbortSignal): Promise<SavedCompany> =>
      toSavedCompany(await success(http.GET('/v1/admin/companies/{company_id}', { ...company(id), signal }))),
    addCompany: async (details: CompanyDetails): Promise<SavedCompany> =>
      toSavedCompany(await success(http.POST('/v1/admin/companies', { body: details }))),
    /** Replaces the details, unless somebody else did since `etag`: then it rejects with `company_changed`. */
    saveCompany: async (id: string, details: CompanyDetails, etag: string): Promise<SavedCompany> =>
      toSavedCompany(
        await success(
          http.PUT('/v1/admin/companies/{company_id}', {
            params: { path: { company_id: id }, header: { 'If-Match': etag } },
            body: details,
          }),
        ),
      ),
    deleteCompany: async (id: string): Promise<void> => {
      await done(http.DELETE('/v1/admin/companies/{company_id}', company(id)));
    },
    reviewCompany: async (id: string, reviewed: boolean): Promise<void> => {
      await done(http.PUT('/v1/admin/companies/{company_id}/review', { ...company(id), body: { reviewed } }));
    },
    addNumber: async (companyId: string, e164: string, label: string): Promise<void> => {
      const body = { number: e164, label };
      await done(http.POST('/v1/admin/companies/{company_id}/numbers', { ...company(companyId), body }));
    },
    relabelNumber: async (id: string, label: string): Promise<void> => {
      await done(http.PATCH('/v1/admin/numbers/{number_id}', { ...number(id), body: { label } }));
    },
    removeNumber: async (id: string): Promise<void> => {
      await done(http.DELETE('/v1/admin/numbers/{number_id}', number(id)));
    },
    /** `until`: an RFC 3339 time, or null: it does not lapse. */
    verifyNumber: async (id: string, until: string | null): Promise<void> => {
      await done(http.PUT('/v1/admin/numbers/{number_id}/verification', { ...number(id), body: { until } }));
    },
    unverifyNumber: async (id: string): Promise<void> => {
      await done(http.DELETE('/v1/admin/numbers/{number_id}/verification', number(id)));
    },
    importCompanies: (file: Blob, options: ImportOptions): Promise<ImportReport> =>
      importCompanies(baseUrl, file, options),

    /** Who could call now, and whom; of what is saved. */
    voiceState: async (signal?: AbortSignal): Promise<VoiceState> =>
      (await success(http.GET('/v1/admin/voice-state', { signal }))).data,
    /** Looks the installation over. May take half a minute when something does not answer. */
    checks: async (signal?: AbortSignal): Promise<Checks> =>
      (await success(http.GET('/v1/admin/checks', { signal, ...patient }))).data,
    /** Companies with numbers, as the admin could call them; without words, those verified last. */
    callableNumbers: async (q: string, signal?: AbortSignal): Promise<Schemas['CompanyPage']> =>
      (await success(http.GET('/v1/admin/callable-numbers', { params: { query: { q } }, signal }))).data,
    /** The first half of a call by the admin. Without a `ticket` the policy refused, and the last step says why. */
    startTestCall: async (numberId: string): Promise<StartedTestCall> =>
      (await success(http.POST('/v1/admin/test-calls', { body: { number_id: numberId } }))).data,
    testCall: async (callId: string, signal?: AbortSignal): Promise<TestCall> =>
      (
        await success(
          http.GET('/v1/admin/test-calls/{call_id}', { params: { path: { call_id: callId } }, signal }),
        )
      ).data,
    endTestCall: async (callId: string): Promise<Schemas['Call']> =>
      (
        await success(
          http.POST('/v1/admin/test-calls/{call_id}/end', { params: { path: { call_id: callId } } }),
        )
      ).data,

    settings: async (signal?: AbortSignal): Promise<SavedSettings> =>
      toSaved(await success(http.GET('/v1/admin/settings', { signal }))),
    /** Saves these fields, unless somebody else saved since `etag`: then it rejects with `settings_changed`. */
    saveSettings: async (change: SettingsChange, etag: string): Promise<SavedSettings> =>
      toSaved(
        await success(
          http.PUT('/v1/admin/settings', { params: { header: { 'If-Match': etag } }, body: change }),
        ),
      ),
  };
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

async function done(request: Promise<Answer<unknown>>): Promise<void> {
  const { error, response } = await request;
  if (!response.ok) throw toAdminError(response, error);
}

async function success<T>(request: Promise<Answer<T>>): Promise<{ data: T; response: Response }> {
  const { data, error, response } = await request;
  if (!response.ok || data === undefined) throw toAdminError(response, error);
  return { data, response };
}

const company = (id: string) => ({ params: { path: { company_id: id } } });
const number = (id: string) => ({ params: { path: { number_id: id } } });

const toSavedCompany = ({ data, response }: { data: AdminCompany; response: Response }): SavedCompany => ({
  company: data,
  etag: response.headers.get('ETag') ?? '',
});

const toSaved = ({ data, response }: { data: Settings; response: Response }): SavedSettings => ({
  settings: data,
  etag: response.headers.get('ETag') ?? '',
});
