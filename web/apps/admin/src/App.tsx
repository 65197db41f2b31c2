import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { AdminError, createAdminClient } from '@teleperson/api';
import { useState } from 'react';
import { isSignedOut } from './explainError';
import { SessionGate } from './session/SessionGate';
import { sessionKey } from './session/sessionKey';
import { Shell } from './shell/Shell';

const client = createAdminClient({ baseUrl: location.origin });

export function App() {
  const [queryClient] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <SessionGate client={client}>{(session) => <Shell client={client} session={session} />}</SessionGate>
    </QueryClientProvider>
  );
}

/** A refusal (4xx) is not asked again; a gateway on this machine answers even when the browser thinks it is offline. */
function createQueryClient(): QueryClient {
  // Whatever learns that the session is over has it asked about, so that the sign-in form comes up.
  const onError = (error: Error) => {
    if (isSignedOut(error)) void queryClient.invalidateQueries({ queryKey: sessionKey });
  };
  const queryClient = new QueryClient({
    mutationCache: new MutationCache({ onError }),
    queryCache: new QueryCache({
      onError: (error, { queryKey }) => queryKey[0] !== sessionKey[0] && onError(error),
    }),
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: (failures, error) => failures < 2 && !(error instanceof AdminError && error.status < 500),
        retryDelay: (failures) => 400 * 2 ** failures,
      },
      mutations: { networkMode: 'always' },
    },
  });
  return queryClient;
}
