import { Alert, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { AdminClient, VoiceState } from '@teleperson/api';
import type { DialTarget } from '@teleperson/call-core';
import { lazy, Suspense, useState } from 'react';
import { PlaceLink } from '../shell/PlaceLink';
import { NumberPicker } from './NumberPicker';
import { adviseOn, places, testTexts } from './texts';

/** The calling software is a chunk of its own, loaded with the first test call. */
const RunningTest = lazy(() => import('./RunningTest'));

interface TryItProps {
  client: AdminClient;
  state: VoiceState;
  /** A test has come to its end, and may have changed the state of the feature. */
  onOver: () => void;
}

/** Places a test call from the dashboard, and shows how far it comes. */
export function TryIt({ client, state, onOver }: TryItProps) {
  const [test, setTest] = useState<{ target: DialTarget; run: number }>();
  return (
    <Paper
      component="section"
      withBorder
      radius="lg"
      p="lg"
      bg="var(--tp-surface)"
      aria-label={testTexts.heading}
    >
      <Stack gap="md">
        <div>
          <Title order={2} size="h4">
            {testTexts.heading}
          </Title>
          <Text size="sm" c="dimmed">
            {testTexts.intro}{' '}
            {state.server.sandbox ? testTexts.sandboxCall(state.server.sandbox.host) : testTexts.realCall}
          </Text>
        </div>
        {test ? (
          <Suspense fallback={<Loader aria-label={testTexts.loading} />}>
            <RunningTest
              key={test.run}
              client={client}
              state={state}
              target={test.target}
              onOver={onOver}
              onAgain={() => setTest({ ...test, run: test.run + 1 })}
              onOther={() => setTest(undefined)}
            />
          </Suspense>
        ) : (
          <>
            <OwnRefusal state={state} />
            <NumberPicker client={client} state={state} onPick={(target) => setTest({ target, run: 1 })} />
          </>
        )}
      </Stack>
    </Paper>
  );
}

/** Known before any number is chosen. One may try all the same. */
function OwnRefusal({ state }: { state: VoiceState }) {
  const { reason } = state.you;
  if (!reason) return null;
  const { text, to } = adviseOn({ name: 'access_token', side: 'server', state: 'failed', reason }, state);
  return (
    <Alert color="caution" icon={<IconAlertTriangle aria-hidden />} title={testTexts.youCannot}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{text}</Text>
        {to && <PlaceLink to={places[to]}>{testTexts.goTo[to]}</PlaceLink>}
      </Stack>
    </Alert>
  );
}
