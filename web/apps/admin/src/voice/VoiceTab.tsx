import { Button, Grid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { AdminClient, SavedSettings } from '@teleperson/api';
import { Checks } from '../checks/Checks';
import { explainError } from '../explainError';
import { SetUp } from '../setup/SetUp';
import { Part } from '../shell/Part';
import { TryIt } from '../testCall/TryIt';
import { texts } from '../texts';
import { StateOfFeature } from './StateOfFeature';
import { useVoiceState, voiceStateKey } from './useVoiceState';
import { VoiceForm } from './VoiceForm';

const settingsKey = ['settings'];

export function VoiceTab({ client }: { client: AdminClient }) {
  const queryClient = useQueryClient();
  const saved = useQuery({ queryKey: settingsKey, queryFn: ({ signal }) => client.settings(signal) });
  const state = useVoiceState(client);
  const reloadState = () => void queryClient.invalidateQueries({ queryKey: voiceStateKey });
  if (!saved.data)
    return saved.isError ? (
      <Stack align="flex-start" role="alert">
        <Text>
          {texts.voice.loadFailed} {explainError(saved.error)}
        </Text>
        <Button variant="default" onClick={() => void saved.refetch()} loading={saved.isFetching}>
          {texts.retry}
        </Button>
      </Stack>
    ) : (
      <Stack aria-busy aria-label={texts.loading}>
        {['a', 'b', 'c', 'd'].map((place) => (
          <Skeleton key={place} h={64} radius="md" />
        ))}
      </Stack>
    );
  return (
    <>
      <Title order={1} size="h3" mb="md">
        {texts.voice.heading}
      </Title>
      {state.data && <SetUp settings={saved.data.settings} state={state.data} />}
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <VoiceForm
            client={client}
            saved={saved.data}
            onSaved={(settings: SavedSettings) => {
              queryClient.setQueryData(settingsKey, settings);
              reloadState();
            }}
            state={state.data}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }} order={{ base: -1, md: 1 }}>
          <StateOfFeature obstacles={saved.data.settings.obstacles} state={state} />
        </Grid.Col>
        <Grid.Col span={12} order={2}>
          <Part name="checks">
            <Checks client={client} />
          </Part>
        </Grid.Col>
        <Grid.Col span={12} order={2}>
          <Part name="try">
            {state.data && <TryIt client={client} state={state.data} onOver={reloadState} />}
          </Part>
        </Grid.Col>
      </Grid>
    </>
  );
}
