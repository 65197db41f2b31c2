import { Badge, Group, Loader, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import type { LiveCall, LiveEvents } from '@teleperson/api';
import { useEffect, useState } from 'react';
import type { Connection } from '../live/followEvents';
import { duration } from './duration';
import { callTexts } from './texts';

const words = callTexts.live;

export interface LiveCallsSnapshot extends Pick<LiveEvents['live_calls'], 'calls' | 'live'> {
  /** How far the server's clock is ahead of this one's. */
  aheadMs: number;
}

/** Who is calling whom at this moment. `snapshot` is not set until the server has told. */
export function LiveCalls({
  connection,
  snapshot,
}: {
  connection: Connection;
  snapshot: LiveCallsSnapshot | undefined;
}) {
  const now = useNow(snapshot?.calls.some(({ ended_at }) => !ended_at) ?? false);
  const hidden = snapshot ? snapshot.live - snapshot.calls.length : 0;
  return (
    <Stack component="section" gap="sm" aria-labelledby="live-calls">
      <Group gap="sm">
        <Title order={2} size="h4" id="live-calls">
          {words.heading}
        </Title>
        <Text size="sm" c="dimmed" role="status">
          {snapshot && snapshot.live > 0 && words.count(snapshot.live)}
        </Text>
      </Group>
      {connection !== 'open' && (
        <Group gap="xs" role="status">
          <Loader size={14} aria-hidden />
          <Text size="sm" c="dimmed">
            {connection === 'connecting' ? words.connecting : words.reconnecting}
          </Text>
        </Group>
      )}
      {connection === 'open' && snapshot?.live === 0 && (
        <Paper withBorder p="md">
          <Text fw={600}>{words.none}</Text>
          <Text size="sm" c="dimmed">
            {words.noneText}
          </Text>
        </Paper>
      )}
      {snapshot && snapshot.live > 0 && (
        <SimpleGrid component="ul" cols={{ base: 1, sm: 2, md: 3 }} spacing="sm" m={0} p={0}>
          {snapshot.calls.map((call) => (
            <Card key={call.key} call={call} now={now + snapshot.aheadMs} />
          ))}
        </SimpleGrid>
      )}
      {hidden > 0 && (
        <Text size="sm" c="dimmed">
          {words.more(hidden)}
        </Text>
      )}
    </Stack>
  );
}

const colours = { dialing: 'gray', ringing: 'caution', in_progress: 'call', ended: 'gray' } as const;

function Card({ call, now }: { call: LiveCall; now: number }) {
  const until = call.ended_at ? Date.parse(call.ended_at) : now;
  const seconds = Math.max(0, (until - Date.parse(call.since)) / 1000);
  return (
    <Paper component="li" withBorder p="sm" style={{ listStyle: 'none' }}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Text fw={600} truncate>
            {call.company ?? words.unknownCompany}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {call.label}
          </Text>
        </div>
        <Text ff="monospace" role="timer" aria-label={words.duration}>
          {duration(seconds)}
        </Text>
      </Group>
      <Group justify="space-between" mt="xs" wrap="nowrap">
        <Badge variant="light" color={colours[call.stage]} tt="none">
          {words.stages[call.stage]}
        </Badge>
        <Text size="xs" c="dimmed" title={call.user_id_hash}>
          {words.user(call.user_id_hash.slice(0, 8))}
        </Text>
      </Group>
    </Paper>
  );
}

/** This moment, each second while a clock is running. */
function useNow(running: boolean): number {
  const [now, setNow] = useState(Date.now);
  const { start, stop } = useInterval(() => setNow(Date.now()), 1000);
  useEffect(() => {
    if (!running) return;
    setNow(Date.now());
    start();
    return stop;
  }, [running, start, stop]);
  return now;
}
