import { Alert, Button, Center, Group, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { isExtensionToken } from '@teleperson/api';
import { useTexts } from '@teleperson/texts';
import { ColorSchemeToggle, Wordmark } from '@teleperson/ui';
import { type FormEvent, useState } from 'react';
import type { SignedOutReason } from './useToken';

interface SignInFormProps {
  reason: SignedOutReason | undefined;
  onSignIn: (token: string) => void;
}

/** For whoever opens the page without a link that holds a token. */
export function SignInForm({ reason, onSignIn }: SignInFormProps) {
  const t = useTexts();
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
          <Wordmark page={t('dialer.title')} />
          <ColorSchemeToggle />
        </Group>
        {reason && (
          <Alert
            color="caution"
            icon={<IconAlertTriangle aria-hidden />}
            title={t(`signIn.signedOut.${reason}.title`)}
          >
            {t(`signIn.signedOut.${reason}.advice`)}
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
                {t('signIn.heading')}
              </Title>
              <Text size="sm" c="dimmed" mt={4}>
                {t('signIn.intro')}
              </Text>
            </div>
            <PasswordInput
              label={t('signIn.token')}
              placeholder="tle_…"
              value={text}
              error={malformed && t('signIn.malformed')}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => {
                setText(event.currentTarget.value);
                setMalformed(false);
              }}
            />
            <Button type="submit" fullWidth>
              {t('signIn.signIn')}
            </Button>
            <Group gap={6} wrap="nowrap" justify="center">
              <IconLock size={14} aria-hidden />
              <Text size="xs" c="dimmed">
                {t('signIn.privacy')}
              </Text>
            </Group>
          </Stack>
        </Paper>
      </Stack>
    </Center>
  );
}
