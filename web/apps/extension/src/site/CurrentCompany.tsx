import { Loader, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { GatewayClient } from '@teleperson/api';
import type { DialTarget } from '@teleperson/call-core';
import { type Access, CompanyList } from '@teleperson/dialer';
import { useTexts } from '@teleperson/texts';
import type { ReactNode } from 'react';
import { useCurrentSite } from './useCurrentSite';

interface CurrentCompanyProps {
  client: GatewayClient;
  access: Access;
  onCall: (target: DialTarget) => void;
}

/** The company of the page in front of the person, if the person has shown us that page. */
export function CurrentCompany({ client, access, onCall }: CurrentCompanyProps) {
  const t = useTexts();
  const site = useCurrentSite();
  const domain = site?.kind === 'site' ? site.domain : undefined;
  const found = useQuery({
    queryKey: ['companies', { domain }],
    queryFn: ({ signal }) => client.companies({ domain }, signal),
    enabled: domain !== undefined,
  });
  if (!site || site.kind === 'none') return null;
  if (domain === undefined) return <Hint>{t('extension.site.unknown')}</Hint>;
  if (found.isError) return access.error ? null : <Hint>{t('extension.site.failed', { domain })}</Hint>;
  if (!found.data || !access.ready)
    return access.error ? null : (
      <Hint>
        <Loader size={12} mr={8} aria-hidden />
        {t('extension.site.loading', { domain })}
      </Hint>
    );
  if (found.data.companies.length === 0) return <Hint>{t('extension.site.none', { domain })}</Hint>;
  return (
    <section aria-label={t('extension.site.heading')}>
      <Title order={2} size="sm" c="dimmed" mb={6}>
        {t('extension.site.heading')}
      </Title>
      <CompanyList
        label={t('extension.site.heading')}
        companies={found.data.companies}
        access={access}
        onCall={onCall}
      />
    </section>
  );
}

function Hint({ children }: { children: ReactNode }) {
  return (
    <Text size="sm" c="dimmed">
      {children}
    </Text>
  );
}
