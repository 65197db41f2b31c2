import { Group, List, Paper, Text, ThemeIcon, Title, VisuallyHidden } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { Settings, VoiceState } from '@teleperson/api';
import { PlaceLink } from '../shell/PlaceLink';
import { type SetUpStep, type StepName, setUpSteps } from './steps';
import { setUpTexts as words } from './texts';

const places: Record<StepName, string | undefined> = {
  server: undefined,
  fields: 'voice/fields',
  plans: 'voice/plans',
  numbers: 'companies',
  users: 'users',
  call: 'voice/try',
};

/** The empty state of a new installation: what is to be done, in order. Nothing once calling works. */
export function SetUp({ settings, state }: { settings: Settings; state: VoiceState }) {
  const steps = setUpSteps(settings, state);
  const next = steps.find(({ done }) => !done);
  if (!next) return null;
  return (
    <Paper
      component="section"
      withBorder
      radius="lg"
      p="lg"
      mb="lg"
      bg="var(--tp-surface)"
      aria-label={words.heading}
    >
      <Group justify="space-between" gap="xs" mb={4}>
        <Title order={2} size="h4">
          {words.heading}
        </Title>
        <Text size="sm" c="dimmed" role="status">
          {words.progress(steps.filter(({ done }) => done).length, steps.length)}
        </Text>
      </Group>
      <Text size="sm" c="dimmed" mb="md">
        {words.intro}
      </Text>
      <List
        type="ordered"
        listStyleType="none"
        spacing="sm"
        styles={{
          itemWrapper: { display: 'flex', alignItems: 'flex-start' },
          itemLabel: { flex: 1, minWidth: 0, paddingTop: 3 },
        }}
      >
        {steps.map((step, i) => (
          <Step key={step.name} step={step} index={i + 1} isNext={step === next} />
        ))}
      </List>
    </Paper>
  );
}

function Step({ step: { name, done }, index, isNext }: { step: SetUpStep; index: number; isNext: boolean }) {
  const { title, text, link } = { link: undefined, ...words.steps[name] };
  const place = places[name];
  return (
    <List.Item
      data-step={name}
      data-done={done}
      aria-current={isNext ? 'step' : undefined}
      icon={
        <ThemeIcon
          size={28}
          radius="xl"
          color={done ? 'call' : 'brand'}
          variant={isNext ? 'filled' : 'light'}
          aria-hidden
        >
          {done ? <IconCheck size={16} /> : <Text size="sm">{index}</Text>}
        </ThemeIcon>
      }
    >
      <Group justify="space-between" gap="xs" align="flex-start">
        <div style={{ flex: '1 1 220px', minWidth: 0 }}>
          <Text size="sm" fw={isNext ? 600 : undefined} c={done ? 'dimmed' : undefined}>
            {title}
            <VisuallyHidden> ({done ? words.done : isNext ? words.next : words.open})</VisuallyHidden>
          </Text>
          {!done && (
            <Text size="sm" c="dimmed">
              {text}
            </Text>
          )}
        </div>
        {!done && place && link && (
          <PlaceLink to={place} variant={isNext ? 'filled' : 'default'}>
            {link}
          </PlaceLink>
        )}
      </Group>
    </List.Item>
  );
}
