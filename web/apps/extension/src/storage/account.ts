import { isExtensionToken } from '@teleperson/api';
import { parseGatewayUrl } from '../connection/gatewayUrl';
import { isRecord, storedValue } from './storedValue';

/** Which gateway, and as whom. The token is kept here and nowhere else; no page ever shows it again. */
export interface Account {
  /** Without a slash at the end. */
  gatewayUrl: string;
  token: string;
}

export const accountStore = storedValue<Account>('account', (stored) => {
  if (!isRecord(stored)) return undefined;
  const { gatewayUrl, token } = stored;
  if (typeof gatewayUrl !== 'string' || typeof token !== 'string' || !isExtensionToken(token))
    return undefined;
  const parsed = parseGatewayUrl(gatewayUrl);
  return parsed.url === undefined ? undefined : { gatewayUrl: parsed.url, token };
});
