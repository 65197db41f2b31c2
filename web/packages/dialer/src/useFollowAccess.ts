import { useQueryClient } from '@tanstack/react-query';
import type { Profile, VoiceConfig } from '@teleperson/api';
import { useEffect, useRef } from 'react';

/** Which numbers may be called depends on the plan and the settings: when one changes, the lists are fetched anew. */
export function useFollowAccess(profile: Profile | undefined, config: VoiceConfig | undefined): void {
  const queryClient = useQueryClient();
  const access =
    profile &&
    config &&
    JSON.stringify([profile.voip, config.enabled, config.reason, config.allowed_regions]);
  const before = useRef<string>(undefined);
  useEffect(() => {
    if (access !== undefined && before.current !== undefined && before.current !== access)
      void queryClient.invalidateQueries({ queryKey: ['companies'] });
    before.current = access ?? before.current;
  }, [access, queryClient]);
}
