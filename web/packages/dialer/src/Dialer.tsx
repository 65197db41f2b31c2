import { Container, Stack, Tabs } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { type GatewayClient, GatewayError } from '@teleperson/api';
import { type CallBackend, isActive } from '@teleperson/call-core';
import { type ReactNode, useEffect, useState } from 'react';
import { DialerHeader } from './DialerHeader';
import { type Access, Directory } from './directory/Directory';
import { CallAnnouncer } from './dock/CallAnnouncer';
import { CallDock } from './dock/CallDock';
import { PlanNotice } from './PlanNotice';
import { createQueryClient, useProfile, useVoiceConfig } from './queries';
import { useCall } from './useCall';
import { useFollowAccess } from './useFollowAccess';
import { useFollowCall } from './useFollowCall';

export interface DialerProps {
  /** Where calls are made: in this page, or in an extension's offscreen document. */
  backend: CallBackend;
  client: GatewayClient;
  /** The gateway does not know the token (any more). */
  onUnauthorized: () => void;
  /** More controls for the header, such as signing out. */
  actions?: ReactNode;
  /** Stands above the directory. */
  before?: (access: Access) => ReactNode;
  /** A second view beside the directory. */
  recent?: RecentView;
}

export interface RecentView {
  /** What the switch between the views is called, and the views themselves. */
  views: string;
  companies: string;
  title: string;
  content: (access: Access) => ReactNode;
}

/** The whole dialer: who I am, whom I can call, and the call. Give it a new `key` with a new client. */
export function Dialer(props: DialerProps) {
  const [queryClient] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <DialerPage {...props} />
    </QueryClientProvider>
  );
}

function DialerPage({ backend, client, onUnauthorized, actions, before, recent }: DialerProps) {
  const call = useCall(backend);
  const profile = useProfile(client);
  const config = useVoiceConfig(client);
  useFollowCall(call);
  useFollowAccess(profile.data, config.data);

  const unauthorized =
    isUnauthorized(profile.error) ||
    isUnauthorized(config.error) ||
    (call.phase === 'failed' && call.reason === 'unauthorized');
  useEffect(() => {
    if (unauthorized) onUnauthorized();
  }, [unauthorized, onUnauthorized]);

  const error = profile.error ?? config.error;
  const retry = () => {
    void profile.refetch();
    void config.refetch();
  };
  const access: Access = {
    ready: profile.isSuccess && config.isSuccess,
    error: error && { error, retry },
    canCall: profile.data?.voip === true && config.data?.enabled === true,
    busy: isActive(call),
  };
  const directory = (
    <Stack gap="md">
      {before?.(access)}
      <Directory client={client} access={access} onCall={backend.dial} />
    </Stack>
  );
  return (
    <>
      <DialerHeader profile={profile.data} sandbox={config.data?.sandbox !== undefined} actions={actions} />
      <Container
        component="main"
        size={1080}
        px={{ base: 'sm', sm: 'lg' }}
        pt="md"
        pb={call.phase === 'idle' ? 'xl' : 220}
      >
        <Stack gap="md">
          {profile.data && config.data && <PlanNotice profile={profile.data} config={config.data} />}
          {recent ? <Views recent={recent} directory={directory} access={access} /> : directory}
        </Stack>
      </Container>
      <CallDock backend={backend} call={call} upgradeUrl={profile.data?.upgrade_url ?? undefined} />
      <CallAnnouncer call={call} />
    </>
  );
}

interface ViewsProps {
  recent: RecentView;
  directory: ReactNode;
  access: Access;
}

function Views({ recent, directory, access }: ViewsProps) {
  return (
    <Tabs defaultValue="companies">
      <Tabs.List grow mb="md" aria-label={recent.views}>
        <Tabs.Tab value="companies">{recent.companies}</Tabs.Tab>
        <Tabs.Tab value="recent">{recent.title}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="companies">{directory}</Tabs.Panel>
      <Tabs.Panel value="recent">{recent.content(access)}</Tabs.Panel>
    </Tabs>
  );
}

const isUnauthorized = (error: unknown) => error instanceof GatewayError && error.status === 401;
