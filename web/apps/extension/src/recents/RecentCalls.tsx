import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconHistory, IconTrash } from '@tabler/icons-react';
import type { DialTarget } from '@teleperson/call-core';
import { type Access, Notice } from '@teleperson/dialer';
import { useTexts } from '@teleperson/texts';
import { useState } from 'react';
import { useStored } from '../storage/useStored';
import { RecentCallRow } from './RecentCallRow';
import { eraseRecentCalls, recentCallsStore } from './recentCalls';

interface RecentCallsProps {
  access: Access;
  onCall: (target: DialTarget) => void;
}

/** The calls made from this browser, and the way to forget them. */
export function RecentCalls({ access, onCall }: RecentCallsProps) {
  const t = useTexts();
  const { loaded, value: calls = [] } = useStored(recentCallsStore);
  const [erased, setErased] = useState(false);
  const erase = async () => {
    await eraseRecentCalls();
    setErased(true);
  };
  if (!loaded) return null;
  return (
    <Stack gap="sm">
      <div role="status">
        {erased && calls.length === 0 && <Text size="sm">{t('extension.recents.erased')}</Text>}
      </div>
      {calls.length === 0 ? (
        <Notice
          icon={IconHistory}
          title={t('extension.recents.empty')}
          advice={t('extension.recents.emptyHelp')}
        />
      ) : (
        <>
          <Group justify="space-between">
            <Text size="xs" c="dimmed">
              {t('extension.recents.privacy')}
            </Text>
            <Button
              size="compact-sm"
              variant="subtle"
              color="danger"
              leftSection={<IconTrash size={14} aria-hidden />}
              onClick={erase}
            >
              {t('extension.recents.erase')}
            </Button>
          </Group>
          <Paper
            component="ul"
            withBorder
            radius="lg"
            m={0}
            p={0}
            bg="var(--tp-surface)"
            aria-label={t('extension.recents.list')}
          >
            {calls.map((call) => (
              <RecentCallRow key={call.startedAtMs} call={call} access={access} onCall={onCall} />
            ))}
          </Paper>
        </>
      )}
    </Stack>
  );
}
