import { ActionIcon, Container, Group, Menu, Tabs, Text } from '@mantine/core';
import {
  IconBuilding,
  IconHistory,
  IconList,
  IconLogout,
  IconLogout2,
  IconPhone,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { AdminClient, AdminSession } from '@teleperson/api';
import { ColorSchemeToggle, Wordmark } from '@teleperson/ui';
import { type ReactNode, useState } from 'react';
import { AuditTab } from '../audit/AuditTab';
import { words as auditWords } from '../audit/texts';
import { CallsTab } from '../calls/CallsTab';
import { CompaniesTab } from '../companies/CompaniesTab';
import { words as companies } from '../companies/texts';
import { explainError, isSignedOut } from '../explainError';
import { lastToken } from '../session/lastToken';
import { texts } from '../texts';
import { UsersTab } from '../users/UsersTab';
import { VoiceTab } from '../voice/VoiceTab';
import { openPlace, type Tab, tabs, usePlace } from './place';
import classes from './Shell.module.css';

interface ShellProps {
  client: AdminClient;
  session: AdminSession;
}

interface Part {
  label: string;
  icon: typeof IconPhone;
  content: (props: ShellProps) => ReactNode;
}

/** What each tab of the address shows. */
const parts: Record<Tab, Part> = {
  voice: {
    label: texts.voice.tab,
    icon: IconPhone,
    content: ({ client }) => <VoiceTab client={client} />,
  },
  companies: {
    label: companies.tab,
    icon: IconBuilding,
    content: ({ client }) => <CompaniesTab client={client} />,
  },
  users: { label: texts.users.tab, icon: IconUsers, content: (props) => <UsersTab {...props} /> },
  calls: {
    label: texts.calls.tab,
    icon: IconList,
    content: ({ client }) => <CallsTab client={client} />,
  },
  audit: {
    label: auditWords.tab,
    icon: IconHistory,
    content: ({ client }) => <AuditTab client={client} />,
  },
};

/** What stays: the header, and the tabs. */
export function Shell({ client, session }: ShellProps) {
  const { tab } = usePlace();
  return (
    <>
      <header className={classes.header}>
        <Container size={1080} px={{ base: 'sm', sm: 'lg' }}>
          <Group justify="space-between" wrap="nowrap" py="sm">
            <Wordmark page={texts.dashboard} />
            <Group gap={4} wrap="nowrap">
              <ColorSchemeToggle />
              <SessionMenu client={client} session={session} />
            </Group>
          </Group>
        </Container>
      </header>
      <Container component="main" size={1080} px={{ base: 'sm', sm: 'lg' }} py="md">
        <Tabs value={tab} onChange={(value) => value && openPlace(value)} keepMounted={false}>
          <Tabs.List mb="lg" aria-label={texts.dashboard}>
            {tabs.map((name) => {
              const { label, icon: Icon } = parts[name];
              return (
                <Tabs.Tab key={name} value={name} leftSection={<Icon size={16} aria-hidden />}>
                  {label}
                </Tabs.Tab>
              );
            })}
          </Tabs.List>
          {tabs.map((name) => (
            <Tabs.Panel key={name} value={name}>
              {parts[name].content({ client, session })}
            </Tabs.Panel>
          ))}
        </Tabs>
      </Container>
    </>
  );
}

function SessionMenu({ client, session }: ShellProps) {
  const queryClient = useQueryClient();
  const [failure, setFailure] = useState<string>();
  const leave = async (signOut: () => Promise<void>) => {
    try {
      await signOut();
    } catch (error) {
      if (!isSignedOut(error)) return setFailure(explainError(error));
    }
    lastToken.forget();
    queryClient.clear();
    location.reload();
  };
  return (
    <Menu position="bottom-end" withinPortal={false} closeOnItemClick={false}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={texts.menu.label}
          title={texts.menu.label}
        >
          <IconUser size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {failure && (
          <Text role="alert" size="xs" c="var(--mantine-color-error)" px="sm" maw={240}>
            {failure}
          </Text>
        )}
        <Menu.Label>
          <Text size="xs">
            {texts.menu.signedInAs(session.first_name ?? texts.menu.somebody, session.role)}
          </Text>
        </Menu.Label>
        <Menu.Item
          leftSection={<IconLogout size={16} aria-hidden />}
          onClick={() => void leave(client.signOut)}
        >
          {texts.menu.signOut}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout2 size={16} aria-hidden />}
          onClick={() => void leave(client.signOutEverywhere)}
        >
          {texts.menu.signOutEverywhere}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
