import { Alert, Button, Center, Group, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { isExtensionToken } from '@teleperson/api';
import { ColorSchemeToggle, Wordmark } from '@teleperson/ui';
import { type FormEvent, useState } from 'react';
import { texts } from './texts';
import type { SignedOutReason } from './useToken';

interface SignInFormProps {
  reason: SignedOutReason | undefined;
  onSignIn: (token: string) => void;
}

/** For whoever opens the page without a link that holds a token. */
export function SignInForm({ reason, onSignIn }: SignInFormProps) {
  const [text, setText] = useState('');
  const [malformed, setMalformed] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const token = text.trim();
    if (isExtensionToken(token)) onSignIn(token);
    else setMalformed(true);
  };
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="100%" maw={420} gap="lg">
        <Group justify="space-between">
          <Wordmark page={texts.title} />
          <ColorSchemeToggle />
        </Group>
        {reason && (
          <Alert
            color="caution"
            icon={<IconAlertTriangle aria-hidden />}
            title={texts.signedOut[reason].title}
          >
            {texts.signedOut[reason].text}
          </Alert>
        )}
        <Paper
          component="form"
          withBorder
          radius="lg"
          p="lg"
          bg="var(--tp-surface)"
          onSubmit={submit}
          noValidate
        >
          <Stack gap="md">
            <div>
              <Title order={1} size="h3">
                {texts.heading}
              </Title>
              <Text size="sm" c="dimmed" mt={4}>
                {texts.intro}
              </Text>
            </div>
            <PasswordInput
              label={texts.label}
              placeholder={texts.placeholder}
              value={text}
              error={malformed && texts.malformed}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => {
                setText(event.currentTarget.value);
                setMalformed(false);
              }}
            />
            <Button type="submit" fullWidth>
              {texts.signIn}
            </Button>
            <Group gap={6} wrap="nowrap" justify="center">
              <IconLock size={14} aria-hidden />
              <Text size="xs" c="dimmed">
                {texts.privacy}
              </Text>
            </Group>
          </Stack>
        </Paper>
      </Stack>
    </Center>
  );
}
