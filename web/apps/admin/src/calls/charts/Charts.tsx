import { Button, Group, Paper, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { AdminClient, CallStatisticsInterval } from '@teleperson/api';
import { useState } from 'react';
import { explainError } from '../../explainError';
import { texts } from '../../texts';
import { callTexts } from '../texts';
import { Patterns } from './look';
import { PeriodCharts } from './PeriodCharts';
import { RangeBar } from './RangeBar';
import { midnights, type Range, showsMonths } from './range';
import { BusiestHours, Outcomes, RefusalsByReason } from './SumCharts';
import { answerRate, byHour, callsOf, periods, refusals, statisticsKey, total } from './statistics';
import { useNumbers } from './useNumbers';

const words = callTexts.charts;

/** What the calls of some days came to. */
export default function Charts({ client }: { client: AdminClient }) {
  const [range, setRange] = useState<Range>({ name: '30', first: '', last: '' });
  const starts = midnights(range, new Date());
  const found = useQuery({
    queryKey: [...statisticsKey, starts?.[0]?.getTime(), starts?.length],
    queryFn: ({ signal }) => client.callStatistics(starts ?? [], signal),
    enabled: starts !== undefined,
    placeholderData: keepPreviousData,
  });
  return (
    <Stack component="section" gap="md" aria-labelledby="call-statistics">
      <Group justify="space-between" align="flex-end">
        <Title order={2} size="h4" id="call-statistics">
          {words.heading}
        </Title>
        <RangeBar range={range} onChange={setRange} />
      </Group>
      {!starts && <Text role="status">{words.daysWrong}</Text>}
      {starts && found.isPending && <Skeleton h={280} radius="md" aria-label={words.loading} />}
      {starts && found.isError && (
        <Stack align="flex-start" role="alert">
          <Text>{explainError(found.error)}</Text>
          <Button variant="default" onClick={() => void found.refetch()} loading={found.isFetching}>
            {texts.retry}
          </Button>
        </Stack>
      )}
      {starts && found.data && (
        <div aria-busy={found.isPlaceholderData}>
          <Answer days={found.data} />
        </div>
      )}
    </Stack>
  );
}

function Answer({ days }: { days: CallStatisticsInterval[] }) {
  const numbers = useNumbers();
  const sums = total(days);
  const refused = refusals(days);
  const refusedCount = refused.reduce((sum, { count }) => sum + count, 0);
  if (callsOf(sums) === 0 && refusedCount === 0)
    return (
      <Paper withBorder p="md" role="status">
        <Text>{words.empty}</Text>
      </Paper>
    );
  const byMonth = showsMonths(days.length);
  const figures = [
    [words.calls, numbers.whole(callsOf(sums))],
    [words.minutes, numbers.tenths(sums.minutes)],
    [words.answerRate, numbers.percent(answerRate(sums))],
    [words.refusals, numbers.whole(refusedCount)],
  ];
  return (
    <Stack gap="md">
      <Patterns />
      <SimpleGrid component="dl" cols={{ base: 2, sm: 4 }} spacing="sm" m={0}>
        {figures.map(([name, figure]) => (
          <Paper key={name} withBorder p="sm">
            <Text component="dt" size="xs" c="dimmed">
              {name}
            </Text>
            <Text component="dd" m={0} size="xl" fw={650}>
              {figure}
            </Text>
          </Paper>
        ))}
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <PeriodCharts periods={periods(days, byMonth)} byMonth={byMonth} />
        <Outcomes sums={sums} />
        <BusiestHours hours={byHour(days)} />
        <RefusalsByReason refusals={refused} />
      </SimpleGrid>
    </Stack>
  );
}
