import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { AdminError, createAdminClient } from '@teleperson/api';
import { useState } from 'react';
import { SessionGate } from './session/SessionGate';
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
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: (failures, error) => failures < 2 && !(error instanceof AdminError && error.status < 500),
        retryDelay: (failures) => 400 * 2 ** failures,
      },
      mutations: { networkMode: 'always' },
    },
  });
}
