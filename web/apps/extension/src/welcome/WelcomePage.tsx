import { Button, Group, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconLayoutSidebarRight, IconMicrophone } from '@tabler/icons-react';
import { useTexts } from '@teleperson/texts';
import { ConnectionForm } from '../connection/ConnectionForm';
import { useMicrophone } from '../microphone/useMicrophone';
import { Card } from '../shared/Card';
import { PageFrame } from '../shared/PageFrame';
import { accountStore } from '../storage/account';
import { useStored } from '../storage/useStored';

/** From the installation to the first call. */
export function WelcomePage() {
  const t = useTexts();
  const { loaded, value: account } = useStored(accountStore);
  const [microphone, ask] = useMicrophone();
  if (!loaded) return null;
  return (
    <PageFrame>
      <div>
        <Title order={1} size="h2">
          {t('extension.welcome.title')}
        </Title>
        <Text c="dimmed">{t('extension.welcome.intro')}</Text>
      </div>
      <Card title={t('extension.welcome.step1')} intro={t('extension.connection.intro')}>
        <ConnectionForm account={account} />
      </Card>
      <Card title={t('extension.welcome.step2')} intro={t('extension.welcome.microphoneText')}>
        <div role="status" data-microphone={microphone}>
          {microphone === 'granted' ? (
            <Group gap="xs">
              <IconCircleCheck size={18} aria-hidden />
              <Text size="sm">{t('extension.welcome.allowed')}</Text>
            </Group>
          ) : (
            <Button
              variant="default"
              leftSection={<IconMicrophone size={16} aria-hidden />}
              loading={microphone === 'asking'}
              onClick={ask}
            >
              {t('extension.welcome.allow')}
            </Button>
          )}
          {microphone === 'denied' && (
            <Text size="sm" mt="xs">
              {t('extension.microphone.deniedText')}
            </Text>
          )}
          {microphone === 'missing' && (
            <Text size="sm" mt="xs">
              {t('extension.microphone.missingText')}
            </Text>
          )}
        </div>
      </Card>
      <Card title={t('extension.welcome.step3')} intro={t('extension.welcome.panelText')}>
        <Button
          w="fit-content"
          disabled={!account}
          leftSection={<IconLayoutSidebarRight size={16} aria-hidden data-mirrored />}
          onClick={openPanel}
        >
          {t('extension.welcome.open')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('extension.welcome.pin')}
        </Text>
      </Card>
    </PageFrame>
  );
}

/** At once, since only a click may open a panel: no waiting for the window's id. */
function openPanel(): void {
  void chrome.sidePanel.open({ windowId: chrome.windows.WINDOW_ID_CURRENT });
}
