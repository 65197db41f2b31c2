import { Button, Group, Text, Title } from '@mantine/core';
import { useTexts } from '@teleperson/texts';
import { useState } from 'react';
import { ConnectionForm } from '../connection/ConnectionForm';
import { eraseRecentCalls, recentCallsStore } from '../recents/recentCalls';
import { Card } from '../shared/Card';
import { PageFrame } from '../shared/PageFrame';
import { accountStore } from '../storage/account';
import { useStored } from '../storage/useStored';
import { SoundCard } from './SoundCard';

export function OptionsPage() {
  const t = useTexts();
  const { loaded, value: account } = useStored(accountStore);
  if (!loaded) return null;
  return (
    <PageFrame>
      <Title order={1} size="h2">
        {t('extension.panel.settings')}
      </Title>
      <Card title={t('extension.connection.title')} intro={t('extension.connection.intro')}>
        <ConnectionForm account={account} />
        <SignOut signedIn={account !== undefined} />
      </Card>
      <SoundCard />
      <PrivacyCard />
      <Card title={t('extension.about.title')}>
        <Group justify="space-between">
          <Text size="sm">{t('extension.about.version', { version: __VERSION__ })}</Text>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => void chrome.tabs.create({ url: 'chrome://extensions/shortcuts' })}
          >
            {t('extension.about.shortcuts')}
          </Button>
        </Group>
      </Card>
    </PageFrame>
  );
}

function SignOut({ signedIn }: { signedIn: boolean }) {
  const t = useTexts();
  const [done, setDone] = useState(false);
  const signOut = async () => {
    await accountStore.remove();
    setDone(true);
  };
  return (
    <div role="status">
      {signedIn ? (
        <Button size="compact-sm" variant="subtle" color="danger" onClick={signOut}>
          {t('extension.connection.signOut')}
        </Button>
      ) : (
        done && <Text size="sm">{t('extension.connection.signedOut')}</Text>
      )}
    </div>
  );
}

function PrivacyCard() {
  const t = useTexts();
  const { value: calls = [] } = useStored(recentCallsStore);
  return (
    <Card title={t('extension.privacy.title')} intro={t('extension.privacy.text')}>
      <Button
        variant="default"
        size="compact-sm"
        w="fit-content"
        disabled={calls.length === 0}
        onClick={() => void eraseRecentCalls()}
      >
        {t('extension.recents.erase')}
      </Button>
    </Card>
  );
}
