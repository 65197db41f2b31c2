import {
  createGatewayClient,
  GatewayError,
  isExtensionToken,
  type Reason,
  UnreachableError,
} from '@teleperson/api';
import { isLoopbackHost } from '@teleperson/call-core';
import type { Account } from '../storage/account';
import { type AddressProblem, parseGatewayUrl } from './gatewayUrl';

/** What stands in the way, in the order in which it is met. */
export type ConnectionProblem =
  | { at: 'address'; code: AddressProblem }
  | { at: 'token'; code: 'missing' | 'malformed' | 'unknown' }
  /** `not_reached`: no answer at all, or a certificate that the browser does not trust. A page cannot tell which. */
  | { at: 'gateway'; code: 'not_reached' | 'certificate_or_not_reached' | 'too_slow' | 'not_a_gateway' }
  /** Something answers, but the browser may not show us what: not a gateway, or one that does not list this extension. */
  | { at: 'gateway'; code: 'origin_not_allowed' }
  | { at: 'gateway'; code: 'refused'; reason: Reason };

/** What works, but not to the end: worth saying, no reason not to save. */
export type ConnectionWarning =
  | { code: 'plan_without_voip'; upgradeUrl: string | undefined }
  | { code: 'calling_off'; reason: Reason | undefined }
  | { code: 'sandbox_elsewhere' };

export type ConnectionResult =
  | {
      ok: true;
      account: Account;
      firstName: string | undefined;
      sandbox: boolean;
      warnings: ConnectionWarning[];
    }
  /** `account` when the texts have the right form: trying again later may find nothing wrong. */
  | { ok: false; problem: ConnectionProblem; account?: Account };

/** Tries an address and a token as a call would use them. `timeoutMs` is for each request. */
export async function checkConnection(
  addressText: string,
  tokenText: string,
  { timeoutMs = 8000 }: { timeoutMs?: number } = {},
): Promise<ConnectionResult> {
  const address = parseGatewayUrl(addressText);
  if (address.problem) return { ok: false, problem: { at: 'address', code: address.problem } };
  const token = tokenText.trim();
  if (!token) return { ok: false, problem: { at: 'token', code: 'missing' } };
  if (!isExtensionToken(token)) return { ok: false, problem: { at: 'token', code: 'malformed' } };

  const account = { gatewayUrl: address.url, token };
  const client = createGatewayClient({ baseUrl: address.url, token, timeoutMs });
  try {
    const [profile, config] = await Promise.all([client.profile(), client.voiceConfig()]);
    const warnings: ConnectionWarning[] = [];
    if (!profile.voip)
      warnings.push({ code: 'plan_without_voip', upgradeUrl: profile.upgrade_url ?? undefined });
    else if (!config.enabled) warnings.push({ code: 'calling_off', reason: config.reason });
    if (config.sandbox && !isLoopbackHost(config.sandbox.host)) warnings.push({ code: 'sandbox_elsewhere' });
    const firstName = profile.first_name ?? undefined;
    return { ok: true, account, firstName, sandbox: config.sandbox !== undefined, warnings };
  } catch (error) {
    return { ok: false, problem: await problemOf(error, address.url, timeoutMs), account };
  }
}

async function problemOf(error: unknown, gatewayUrl: string, timeoutMs: number): Promise<ConnectionProblem> {
  if (error instanceof GatewayError) {
    if (error.reason === 'unauthorized') return { at: 'token', code: 'unknown' };
    if (error.reason === 'unexpected_answer' || error.reason === 'not_found')
      return { at: 'gateway', code: 'not_a_gateway' };
    return { at: 'gateway', code: 'refused', reason: error.reason };
  }
  if (error instanceof UnreachableError && error.kind === 'timeout')
    return { at: 'gateway', code: 'too_slow' };
  // The browser gives one error for no answer and for an answer that we may not read; a request that wants to read
  // nothing tells them apart.
  const answers = await fetch(`${gatewayUrl}/livez`, {
    mode: 'no-cors',
    credentials: 'omit',
    cache: 'no-store',
    signal: AbortSignal.timeout(timeoutMs),
  }).then(
    () => true,
    () => false,
  );
  if (answers) return { at: 'gateway', code: 'origin_not_allowed' };
  return {
    at: 'gateway',
    code: gatewayUrl.startsWith('https:') ? 'certificate_or_not_reached' : 'not_reached',
  };
}
