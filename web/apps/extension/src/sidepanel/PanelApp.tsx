import { Alert, Button, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { createGatewayClient } from '@teleperson/api';
import { Dialer } from '@teleperson/dialer';
import { useTexts } from '@teleperson/texts';
import { useState } from 'react';
import { RecentCalls } from '../recents/RecentCalls';
import { CurrentCompany } from '../site/CurrentCompany';
import { type Account, accountStore } from '../storage/account';
import { chosenDevicesStore } from '../storage/chosenDevices';
import { useStored } from '../storage/useStored';
import { ConnectFirst } from './ConnectFirst';
import { connectToEngine } from './engineConnection';
import { OffscreenBackend } from './offscreenBackend';
import { openSettings, ProfileMenu } from './ProfileMenu';

export function PanelApp() {
  const [backend] = useState(
    () =>
      new OffscreenBackend({
        account: accountStore.load,
        devices: chosenDevicesStore,
        connect: connectToEngine,
        openMicrophonePage: () => void chrome.tabs.create({ url: 'microphone.html' }),
      }),
  );
  const { loaded, value: account } = useStored(accountStore);
  if (!loaded) return null;
  if (!account) return <ConnectFirst />;
  return <Connected key={`${account.gatewayUrl} ${account.token}`} account={account} backend={backend} />;
}

function Connected({ account, backend }: { account: Account; backend: OffscreenBackend }) {
  const t = useTexts();
  const [client] = useState(() => createGatewayClient({ baseUrl: account.gatewayUrl, token: account.token }));
  const [refused, setRefused] = useState(false);
  return (
    <Dialer
      backend={backend}
      client={client}
      onUnauthorized={() => setRefused(true)}
      actions={<ProfileMenu client={client} gatewayUrl={account.gatewayUrl} />}
      before={(access) =>
        refused ? <TokenRefused /> : <CurrentCompany client={client} access={access} onCall={backend.dial} />
      }
      recent={{
        views: t('extension.panel.views'),
        companies: t('extension.panel.companies'),
        title: t('extension.panel.recent'),
        content: (access) => <RecentCalls access={access} onCall={backend.dial} />,
      }}
    />
  );
}

/** The directory below cannot be read any more; a call under way goes on. */
function TokenRefused() {
  const t = useTexts();
  return (
    <Alert
      role="alert"
      color="caution"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('extension.panel.refusedTitle')}
    >
      <Text size="sm">{t('extension.panel.refusedText')}</Text>
      <Button size="xs" mt="xs" onClick={openSettings}>
        {t('extension.panel.refusedAction')}
      </Button>
    </Alert>
  );
}
