import { keepPreviousData, QueryClient, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type GatewayClient, GatewayError } from '@teleperson/api';

/**
 * Server state. `networkMode: always`, because a gateway on this machine answers even when the browser thinks that
 * it is offline; a refusal (4xx) is not asked again.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        refetchOnReconnect: true,
        staleTime: 60_000,
        retry: (failures, error) => failures < 2 && !(error instanceof GatewayError && error.status < 500),
        retryDelay: (failures) => 400 * 2 ** failures,
      },
    },
  });
}

/**
 * A plan or a setting that changes is noticed within a minute, while the page can be seen. Whoever may not call yet, and
 * perhaps buys a plan in the next tab, waits for a quarter of that.
 */
const refetchInterval = (mayCall: boolean | undefined) => (mayCall === false ? 15_000 : 60_000);

export const useProfile = (client: GatewayClient) =>
  useQuery({
    queryKey: ['profile'],
    queryFn: ({ signal }) => client.profile(signal),
    refetchInterval: ({ state }) => refetchInterval(state.data?.voip),
  });

export const useVoiceConfig = (client: GatewayClient) =>
  useQuery({
    queryKey: ['voice-config'],
    queryFn: ({ signal }) => client.voiceConfig(signal),
    refetchInterval: ({ state }) => refetchInterval(state.data?.enabled),
  });

/** Companies that match, page by page; the last list stays while the next one loads. */
export const useCompanies = (client: GatewayClient, query: string) =>
  useInfiniteQuery({
    queryKey: ['companies', query],
    queryFn: ({ pageParam, signal }) =>
      client.companies({ ...(query && { q: query }), ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
