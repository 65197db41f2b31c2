import { useQuery } from '@tanstack/react-query';
import type { AdminClient } from '@teleperson/api';

export const voiceStateKey = ['voice-state'];

/** Kept fresh, as what other people do changes it. */
export const useVoiceState = (client: AdminClient) =>
  useQuery({
    queryKey: voiceStateKey,
    queryFn: ({ signal }) => client.voiceState(signal),
    refetchInterval: 15_000,
  });
