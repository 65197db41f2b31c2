import { Button, Center, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useTexts } from '@teleperson/texts';

/** A panel without an account. */
export function ConnectFirst() {
  const t = useTexts();
  return (
    <Center component="main" mih="100dvh" p="lg">
      <Stack align="center" ta="center" gap="sm" maw={320}>
        <ThemeIcon variant="light" size={64} radius="xl">
          <IconPlugConnected size={32} stroke={1.6} aria-hidden />
        </ThemeIcon>
        <Title order={1} size="h3">
          {t('extension.panel.connectTitle')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('extension.panel.connectText')}
        </Text>
        <Button mt="xs" onClick={() => void chrome.runtime.openOptionsPage()}>
          {t('extension.panel.connect')}
        </Button>
      </Stack>
    </Center>
  );
}
