import { Button, Group, List, Paper, Skeleton, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Obstacle, VoiceState } from '@teleperson/api';
import { useFormats } from '@teleperson/texts';
import { explainError } from '../explainError';
import { explainObstacle, texts } from '../texts';
import { CensusOfNumbers, CensusOfUsers } from './Census';
import { ServerState } from './ServerState';
import classes from './StateOfFeature.module.css';
import { stateTexts } from './texts';

interface StateOfFeatureProps {
  obstacles: Obstacle[];
  state: UseQueryResult<VoiceState>;
}

/** Whether anybody can call, what stands in the way, who could call whom, and what the server has. */
export function StateOfFeature({ obstacles, state }: StateOfFeatureProps) {
  const on = obstacles.length === 0;
  return (
    <Paper
      component="section"
      withBorder
      radius="lg"
      p="lg"
      bg="var(--tp-surface)"
      aria-label={texts.state.heading}
    >
      <Text size="sm" c="dimmed">
        {texts.state.heading}
      </Text>
      <Verdict on={on} answeredAt={state.data?.last_answered_at ?? null} />
      <Text size="sm">{on ? texts.state.onText : texts.state.offText(obstacles.length)}</Text>
      {!on && (
        <List size="sm" mt="sm" spacing="xs">
          {obstacles.map((obstacle) => {
            const { title, advice } = explainObstacle(obstacle);
            return (
              <List.Item key={obstacle.code + (obstacle.subject ?? '')}>
                <strong>{title}.</strong> {advice}
              </List.Item>
            );
          })}
        </List>
      )}
      {state.data ? (
        <>
          <CensusOfUsers users={state.data.users} on={on} />
          <CensusOfNumbers numbers={state.data.numbers} />
          <ServerState server={state.data.server} />
        </>
      ) : (
        <Rest state={state} />
      )}
      <Text size="xs" c="dimmed" mt="md">
        {texts.state.unsaved}
      </Text>
    </Paper>
  );
}

function Verdict({ on, answeredAt }: { on: boolean; answeredAt: string | null }) {
  const formats = useFormats();
  const works = on && answeredAt;
  const off = texts.state.off;
  return (
    <>
      <div className={classes.verdict} role="status" data-calling={on ? 'on' : 'off'}>
        <ThemeIcon variant="light" color={on ? 'call' : 'caution'} size={38} radius="xl">
          {on ? <IconCircleCheck size={22} aria-hidden /> : <IconAlertTriangle size={22} aria-hidden />}
        </ThemeIcon>
        <Title order={2} size="h4">
          {works ? stateTexts.works : on ? texts.state.on : off}
        </Title>
      </div>
      {works && (
        <Text size="sm" mb={4}>
          {stateTexts.worksText(formats.dateTime(Date.parse(answeredAt)))}
        </Text>
      )}
    </>
  );
}

function Rest({ state }: { state: UseQueryResult<VoiceState> }) {
  if (!state.isError)
    return (
      <Stack mt="lg" gap="xs" aria-busy aria-label={stateTexts.loading}>
        {['a', 'b', 'c'].map((place) => (
          <Skeleton key={place} h={40} radius="md" />
        ))}
      </Stack>
    );
  return (
    <Group mt="lg" role="alert" gap="xs">
      <Text size="sm">
        {stateTexts.failed} {explainError(state.error)}
      </Text>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => void state.refetch()}
        loading={state.isFetching}
      >
        {texts.retry}
      </Button>
    </Group>
  );
}
