import { Code, Group, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import type { VoiceState } from '@teleperson/api';
import { stateTexts } from './texts';

/** What the process was started with, as far as calling needs it. Of secrets only whether they are there. */
export function ServerState({ server }: { server: VoiceState['server'] }) {
  return (
    <>
      <Title order={3} size="sm" mt="lg" mb={4}>
        {stateTexts.server}
      </Title>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {stateTexts.talksTo}{' '}
        {server.sandbox ? stateTexts.sandbox(server.sandbox.host) : stateTexts.twilio(server.twilio_api_url)}
      </Text>
      {server.keys.map(({ name, set }) => (
        <Group key={name} gap={6} wrap="nowrap" data-key={name} data-set={set}>
          {set ? (
            <IconCircleCheck size={16} color="var(--mantine-color-call-filled)" aria-hidden />
          ) : (
            <IconCircleX size={16} color="var(--mantine-color-danger-filled)" aria-hidden />
          )}
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {name}: {set ? stateTexts.set : stateTexts.notSet}
          </Text>
        </Group>
      ))}
      <Text size="sm" mt={6}>
        {stateTexts.voiceUrl}:{' '}
        {server.voice_url ? (
          <Code style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}>{server.voice_url}</Code>
        ) : (
          stateTexts.noVoiceUrl
        )}
      </Text>
      <Text size="xs" c="dimmed" mt={6}>
        {stateTexts.secrets}
      </Text>
    </>
  );
}
