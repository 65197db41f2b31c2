import { Center, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { AdminClient } from '@teleperson/api';
import { ColorSchemeToggle, Wordmark } from '@teleperson/ui';
import { texts } from '../texts';
import { SignInForm } from './SignInForm';

export function SignInPage({ client, onSignedIn }: { client: AdminClient; onSignedIn: () => void }) {
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="100%" maw={420} gap="lg">
        <Group justify="space-between">
          <Wordmark page={texts.dashboard} />
          <ColorSchemeToggle />
        </Group>
        <Paper withBorder radius="lg" p="lg" bg="var(--tp-surface)">
          <Stack gap="md">
            <div>
              <Title order={1} size="h3">
                {texts.signIn.heading}
              </Title>
              <Text size="sm" c="dimmed" mt={4}>
                {texts.signIn.intro}
              </Text>
            </div>
            <SignInForm client={client} onSignedIn={onSignedIn} />
          </Stack>
        </Paper>
      </Stack>
    </Center>
  );
}
