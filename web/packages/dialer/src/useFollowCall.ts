import { useQueryClient } from '@tanstack/react-query';
import type { CallSnapshot } from '@teleperson/call-core';
import { useEffect } from 'react';

/**
 * A refused call means that what the page shows is old: the plan was changed, calling was switched off, a number was
 * removed. Everything is fetched anew, so that the Call buttons tell the truth again. After any other call the person's
 * plan is looked at again, since a call is the last thing that may have used it up.
 */
export function useFollowCall(call: CallSnapshot): void {
  const queryClient = useQueryClient();
  const refused = call.phase === 'failed' && outdated.has(call.reason);
  const over = call.phase === 'failed' || call.phase === 'ended';
  useEffect(() => {
    if (refused) void queryClient.invalidateQueries();
    else if (over) void queryClient.invalidateQueries({ queryKey: ['profile'] });
  }, [refused, over, queryClient]);
}

const outdated = new Set<string>([
  'user_disabled',
  'plan_without_voip',
  'voice_not_configured',
  'number_not_found',
  'number_not_verified',
  'verification_lapsed',
  'region_not_allowed',
  'number_type_not_allowed',
]);
