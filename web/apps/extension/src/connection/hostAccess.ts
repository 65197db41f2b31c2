/**
 * Asks for the right to read one gateway's answers without CORS, for a gateway that cannot be configured. Must be called
 * from a click. Match patterns know no port, so the right is for all ports of that host.
 */
export function requestAccess(gatewayUrl: string): Promise<boolean> {
  const { protocol, hostname } = new URL(gatewayUrl);
  return chrome.permissions.request({ origins: [`${protocol}//${hostname}/*`] });
}
