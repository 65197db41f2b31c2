import { List, Paper, Text, ThemeIcon, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { Obstacle } from '@teleperson/api';
import { explainObstacle, texts } from '../texts';
import classes from './StateOfFeature.module.css';

/** Whether anybody can call, and what stands in the way. */
export function StateOfFeature({ obstacles }: { obstacles: Obstacle[] }) {
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
      <div className={classes.verdict} role="status" data-calling={on ? 'on' : 'off'}>
        <ThemeIcon variant="light" color={on ? 'call' : 'caution'} size={38} radius="xl">
          {on ? <IconCircleCheck size={22} aria-hidden /> : <IconAlertTriangle size={22} aria-hidden />}
        </ThemeIcon>
        <Title order={2} size="h4">
          {on ? texts.state.on : texts.state.off}
        </Title>
      </div>
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
      <Text size="xs" c="dimmed" mt="sm">
        {texts.state.unsaved}
      </Text>
    </Paper>
  );
}
