/** Why a text is not the address of a gateway. */
export type AddressProblem = 'missing' | 'malformed' | 'not_https' | 'with_password';

export type ParsedGatewayUrl =
  | { url: string; problem?: undefined }
  | { url?: undefined; problem: AddressProblem };

const loopback = /^(127\.0\.0\.1|localhost)$/;

/**
 * Reads the address of a gateway as people write it: the scheme may be missing, a slash at the end does not matter, and
 * of a copied page address only the gateway's part is taken. Plain http is for this machine only.
 */
export function parseGatewayUrl(text: string): ParsedGatewayUrl {
  const address = text.trim();
  if (!address) return { problem: 'missing' };
  const host = address.split(/[:/?#]/, 1)[0] ?? '';
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(address)
    ? address
    : `${loopback.test(host) ? 'http' : 'https'}://${address}`;
  if (!URL.canParse(withScheme) || /\s/.test(address)) return { problem: 'malformed' };

  const { protocol, username, password, hostname, origin, pathname } = new URL(withScheme);
  if (username || password) return { problem: 'with_password' };
  if (protocol !== 'https:' && protocol !== 'http:') return { problem: 'malformed' };
  if (protocol === 'http:' && !loopback.test(hostname)) return { problem: 'not_https' };
  const path = pathname.replace(/\/(try|admin)(\/.*)?$/, '').replace(/\/+$/, '');
  return { url: origin + path };
}
