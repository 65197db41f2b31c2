import { backoffMs } from './backoff';
import { type ClientMessage, parseServerMessage, type ServerMessage } from './protocol';

export interface SocketEvents {
  onOpen(): void;
  onMessage(message: ServerMessage): void;
  /** The connection, or an attempt to make one, failed. The next attempt is already planned. */
  onLost(): void;
}

export interface HandsetConnection {
  send(message: ClientMessage): void;
  close(): void;
}

/** A socket that comes back by itself until it is closed. */
export function connectHandset(url: string, events: SocketEvents): HandsetConnection {
  let socket: WebSocket;
  let failedAttempts = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const open = () => {
    socket = new WebSocket(url);
    socket.onopen = () => events.onOpen();
    socket.onmessage = ({ data }) => {
      const message = parseServerMessage(data);
      if (!message) return;
      // An accepted socket proves little: a server that refuses the phone accepts it too.
      if (message.type === 'ready') failedAttempts = 0;
      events.onMessage(message);
    };
    // A failed attempt also ends in `close`.
    socket.onclose = () => {
      failedAttempts += 1;
      retry = setTimeout(open, backoffMs(failedAttempts));
      events.onLost();
    };
  };
  open();

  return {
    send(message) {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    close() {
      clearTimeout(retry);
      socket.onclose = null;
      socket.onmessage = null;
      socket.onopen = null;
      socket.close();
    },
  };
}

/** The sandbox serves this page, so its socket is on the page's own origin. */
export function handsetUrl(page: Pick<Location, 'href'>): string {
  const url = new URL('handset', page.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.search = '';
  url.hash = '';
  return url.href;
}
