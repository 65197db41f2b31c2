/**
 * The Voice SDK only speaks `wss://<host>/signal`, and a sandbox on this machine has no certificate that a browser
 * trusts. So for a sandbox, and only on loopback, its socket goes to `ws://` instead. Every other socket of the page
 * is left alone.
 *
 * The SDK remembers `globalThis.WebSocket` when its module loads: install before `import('@twilio/voice-sdk')`.
 */
const sandboxHosts = new Set<string>();
let installed = false;

/** Whether a host (with or without a port) is this machine itself. Names that only resolve to it do not count. */
export function isLoopbackHost(host: string): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/.test(host);
}

/**
 * Sends sockets for `wss://<host>` to `ws://<host>` from now on. May be called again, also with another host.
 * @throws RangeError when `host` is not a loopback host: nothing from a server may redirect sockets elsewhere.
 */
export function installSandboxSocket(host: string): void {
  if (!isLoopbackHost(host)) throw new RangeError('A sandbox must be on this machine.');
  sandboxHosts.add(new URL(`wss://${host}`).host);
  if (installed) return;
  installed = true;
  globalThis.WebSocket = class extends globalThis.WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(withoutTlsForSandbox(url), protocols);
    }
  };
}

function withoutTlsForSandbox(url: string | URL): string | URL {
  if (!URL.canParse(url)) return url;
  const target = new URL(url);
  if (target.protocol !== 'wss:' || !sandboxHosts.has(target.host)) return url;
  target.protocol = 'ws:';
  return target;
}
