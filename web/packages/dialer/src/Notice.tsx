import { Button, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import { useTexts } from '@teleperson/texts';

interface NoticeProps {
  icon: Icon;
  title: string;
  advice: string;
  onRetry?: () => void;
  retrying?: boolean;
}

/** What stands where a list would be: nothing there, or nothing came. */
export function Notice({ icon: NoticeIcon, title, advice, onRetry, retrying }: NoticeProps) {
  const t = useTexts();
  return (
    <Stack align="center" gap="xs" py={48} px="md" ta="center" role={onRetry && 'alert'}>
      <ThemeIcon variant="light" color="gray" size={56} radius="xl">
        <NoticeIcon size={28} stroke={1.6} aria-hidden />
      </ThemeIcon>
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text c="dimmed" size="sm" maw={380}>
        {advice}
      </Text>
      {onRetry && (
        <Button variant="default" mt="xs" onClick={onRetry} loading={retrying}>
          {t('dialer.retry')}
        </Button>
      )}
    </Stack>
  );
}
