import { ActionIcon, Menu } from '@mantine/core';
import { IconLayoutDashboard, IconSettings, IconUser } from '@tabler/icons-react';
import type { GatewayClient } from '@teleperson/api';
import { useProfile } from '@teleperson/dialer';
import { useTexts } from '@teleperson/texts';

interface ProfileMenuProps {
  client: GatewayClient;
  gatewayUrl: string;
}

/** What is about the person: the settings, and for administrators the dashboard of their gateway. */
export function ProfileMenu({ client, gatewayUrl }: ProfileMenuProps) {
  const t = useTexts();
  const { data: profile } = useProfile(client);
  const label = t('extension.panel.profile');
  return (
    <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} title={label}>
          <IconUser size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label dir="ltr">{new URL(gatewayUrl).host}</Menu.Label>
        <Menu.Item leftSection={<IconSettings size={16} aria-hidden />} onClick={openSettings}>
          {t('extension.panel.settings')}
        </Menu.Item>
        {profile?.admin && (
          <Menu.Item
            leftSection={<IconLayoutDashboard size={16} aria-hidden />}
            onClick={() => void chrome.tabs.create({ url: `${gatewayUrl}/admin/` })}
          >
            {t('extension.panel.dashboard')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

export const openSettings = () => void chrome.runtime.openOptionsPage();
