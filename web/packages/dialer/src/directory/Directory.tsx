import { Button, Center, Stack, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBuildingStore, IconCloudOff, IconSearch } from '@tabler/icons-react';
import type { GatewayClient } from '@teleperson/api';
import type { DialTarget } from '@teleperson/call-core';
import { useTexts } from '@teleperson/texts';
import { useState } from 'react';
import { explainError } from '../explain';
import { Notice } from '../Notice';
import { useCompanies } from '../queries';
import { CompanyList } from './CompanyList';
import { CompanySkeletons } from './CompanySkeletons';
import { SearchBox } from './SearchBox';

/** What is known about the person's right to call. */
export interface Access {
  /** Until then no button is shown, so that none has to disappear. */
  ready: boolean;
  error: { error: Error; retry: () => void } | null;
  canCall: boolean;
  /** A call is under way. */
  busy: boolean;
}

interface DirectoryProps {
  client: GatewayClient;
  access: Access;
  onCall: (target: DialTarget) => void;
}

/** Search, and the companies that match. */
export function Directory({ client, access, onCall }: DirectoryProps) {
  const t = useTexts();
  const [text, setText] = useState('');
  const [query] = useDebouncedValue(text.trim().slice(0, 100), 200);
  const companies = useCompanies(client, query);

  const error = access.error?.error ?? (companies.data ? null : companies.error);
  const list = companies.data?.pages.flatMap((page) => page.companies) ?? [];
  const loading = !error && (!access.ready || companies.isPending);
  const retry = () => {
    access.error?.retry();
    void companies.refetch();
  };

  return (
    <Stack gap="md" aria-busy={loading}>
      <SearchBox value={text} onChange={setText} searching={companies.isFetching && !loading} />
      <VisuallyHidden role="status">
        {!loading &&
          !error &&
          t(companies.hasNextPage ? 'dialer.directory.foundAtLeast' : 'dialer.directory.found', {
            count: list.length,
          })}
      </VisuallyHidden>
      {loading && <CompanySkeletons />}
      {error && (
        <Notice
          icon={IconCloudOff}
          {...explainError(t, error)}
          onRetry={retry}
          retrying={companies.isFetching}
        />
      )}
      {!loading && !error && list.length === 0 && <Empty query={query} />}
      {!loading && !error && list.length > 0 && (
        <CompanyList label={t('dialer.directory.list')} companies={list} access={access} onCall={onCall} />
      )}
      {!loading && !error && companies.hasNextPage && (
        <Center>
          <Button
            variant="default"
            loading={companies.isFetchingNextPage}
            onClick={() => void companies.fetchNextPage()}
          >
            {t('dialer.directory.more')}
          </Button>
        </Center>
      )}
    </Stack>
  );
}

function Empty({ query }: { query: string }) {
  const t = useTexts();
  return query ? (
    <Notice
      icon={IconSearch}
      title={t('dialer.directory.noMatch', { query })}
      advice={t('dialer.directory.noMatchHelp')}
    />
  ) : (
    <Notice
      icon={IconBuildingStore}
      title={t('dialer.directory.empty')}
      advice={t('dialer.directory.emptyHelp')}
    />
  );
}
