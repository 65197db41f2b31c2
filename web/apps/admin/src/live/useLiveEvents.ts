import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AdminClient, LiveEvents } from '@teleperson/api';
import { useEffect, useRef, useState } from 'react';
import { isSignedOut } from '../explainError';
import { sessionKey } from '../session/sessionKey';
import { type Connection, followEvents } from './followEvents';

type Handlers = { [Name in keyof LiveEvents]?: (data: LiveEvents[Name]) => void };

/** Calls the handlers with the gateway's live events for as long as somebody is signed in. */
export function useLiveEvents(client: AdminClient, handlers: Handlers): Connection {
  const queryClient = useQueryClient();
  const session = useQuery({ queryKey: sessionKey, queryFn: skipToken });
  const signedOut = isSignedOut(session.error);
  const [connection, setConnection] = useState<Connection>('connecting');
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    if (signedOut) return;
    return followEvents(client.liveEventsUrl, {
      onEvent: (name, data) => latest.current[name]?.(data),
      onConnection: setConnection,
      onRefused: () => void queryClient.invalidateQueries({ queryKey: sessionKey }),
    });
  }, [client, queryClient, signedOut]);
  return connection;
}
