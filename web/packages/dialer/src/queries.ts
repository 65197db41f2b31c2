import { keepPreviousData, type Query, QueryClient, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import {
  type GatewayClient,
  GatewayError,
  type Profile,
  UnreachableError,
  type VoiceConfig,
} from '@teleperson/api';

/**
 * Server state. `networkMode: always`, because a gateway on this machine answers even when the browser thinks that
 * it is offline. A refusal (4xx) is not asked again, nor who did not answer in time: the person has waited enough.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        refetchOnReconnect: true,
        staleTime: 60_000,
        retry: (failures, error) => failures < 2 && !isFinal(error),
        retryDelay: (failures) => 400 * 2 ** failures,
      },
    },
  });
}

const isFinal = (error: Error) =>
  (error instanceof GatewayError && error.status < 500) ||
  (error instanceof UnreachableError && error.kind === 'timeout');

const soonMs = 15_000;

/**
 * A plan or a setting that changes is noticed within a minute, while the page can be seen. Whoever may not call, and
 * perhaps buys a plan in the next tab, or waits for the gateway, is asked for sooner.
 */
const paceOf =
  <Answer>(mayCall: (answer: Answer) => boolean) =>
  ({ state: { data, status } }: Query<Answer>) =>
    status === 'error' || (data !== undefined && !mayCall(data)) ? soonMs : 60_000;

export const useProfile = (client: GatewayClient) =>
  useQuery({
    queryKey: ['profile'],
    queryFn: ({ signal }) => client.profile(signal),
    refetchInterval: paceOf<Profile>(({ voip }) => voip),
  });

export const useVoiceConfig = (client: GatewayClient) =>
  useQuery({
    queryKey: ['voice-config'],
    queryFn: ({ signal }) => client.voiceConfig(signal),
    refetchInterval: paceOf<VoiceConfig>(({ enabled }) => enabled),
  });

/** Companies that match, page by page; the last list stays while the next one loads. One that failed is asked for again. */
export const useCompanies = (client: GatewayClient, query: string) =>
  useInfiniteQuery({
    queryKey: ['companies', query],
    queryFn: ({ pageParam, signal }) =>
      client.companies({ ...(query && { q: query }), ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => state.status === 'error' && soonMs,
  });
