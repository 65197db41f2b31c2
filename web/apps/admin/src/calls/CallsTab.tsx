import { Skeleton, Stack, Text, Title } from '@mantine/core';
import { useThrottledCallback } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import type { AdminClient } from '@teleperson/api';
import { lazy, Suspense, useRef, useState } from 'react';
import { useLiveEvents } from '../live/useLiveEvents';
import { texts } from '../texts';
import { CallLog, callLogKey } from './CallLog';
import { statisticsKey } from './charts/statistics';
import { LiveCalls, type LiveCallsSnapshot } from './LiveCalls';
import { callTexts } from './texts';

// The charts' library is larger than all the rest.
const Charts = lazy(() => import('./charts/Charts').catch(() => ({ default: ChartsNotLoaded })));

/** Calls that are live, what all calls came to, and the audit log of each. */
export function CallsTab({ client }: { client: AdminClient }) {
  const queryClient = useQueryClient();
  const [snapshot, setSnapshot] = useState<LiveCallsSnapshot>();
  const lastId = useRef<number>(undefined);
  const refresh = (queryKey: string[]) => void queryClient.invalidateQueries({ queryKey });
  const refreshLog = useThrottledCallback(() => refresh(callLogKey), 2000);
  const refreshStatistics = useThrottledCallback(() => refresh(statisticsKey), 10_000);
  const connection = useLiveEvents(client, {
    live_calls: ({ now, live, calls }) => setSnapshot({ live, calls, aheadMs: Date.parse(now) - Date.now() }),
    calls_logged: ({ last_id }) => {
      const isNews = lastId.current !== undefined && lastId.current !== last_id;
      lastId.current = last_id;
      if (!isNews) return;
      refreshLog();
      refreshStatistics();
    },
  });
  return (
    <Stack gap="xl">
      <div>
        <Title order={1} size="h3">
          {texts.calls.heading}
        </Title>
        <Text size="sm" c="dimmed">
          {texts.calls.intro}
        </Text>
      </div>
      <LiveCalls connection={connection} snapshot={snapshot} />
      <Suspense fallback={<Skeleton h={320} radius="md" aria-label={callTexts.charts.loading} />}>
        <Charts client={client} />
      </Suspense>
      <CallLog client={client} />
    </Stack>
  );
}

function ChartsNotLoaded(_: { client: AdminClient }) {
  return <Text role="alert">{callTexts.charts.notLoaded}</Text>;
}
