import type { LiveEvents } from '@teleperson/api';

export type Connection = 'connecting' | 'open' | 'reconnecting';

export interface EventHandlers {
  onEvent: <Name extends keyof LiveEvents>(name: Name, data: LiveEvents[Name]) => void;
  onConnection: (connection: Connection) => void;
  /** The server said no; maybe the session is over. */
  onRefused: () => void;
}

const names: (keyof LiveEvents)[] = ['live_calls', 'calls_logged', 'settings_changed'];
const firstDelayMs = 1000;
const longestDelayMs = 30_000;

/**
 * Follows the gateway's events until the returned function is called. A browser comes back by itself after a line that
 * broke, but never after a refusal: then it is tried again here, ever more slowly.
 */
export function followEvents(url: string, { onEvent, onConnection, onRefused }: EventHandlers): () => void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let delayMs = firstDelayMs;

  const connect = () => {
    source = new EventSource(url);
    source.onopen = () => {
      delayMs = firstDelayMs;
      onConnection('open');
    };
    source.onerror = () => {
      onConnection('reconnecting');
      if (source.readyState !== EventSource.CLOSED) return;
      onRefused();
      timer = setTimeout(connect, delayMs);
      delayMs = Math.min(2 * delayMs, longestDelayMs);
    };
    for (const name of names)
      source.addEventListener(name, ({ data }: MessageEvent<string>) => onEvent(name, JSON.parse(data)));
  };

  onConnection('connecting');
  connect();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
