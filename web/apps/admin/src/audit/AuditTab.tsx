import { Button, Center, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { AdminClient } from '@teleperson/api';
import { useState } from 'react';
import { explainError } from '../explainError';
import { texts } from '../texts';
import { AuditTable } from './AuditTable';
import { ExportButton } from './ExportButton';
import { FilterBar } from './FilterBar';
import { isFiltered, noFilters, toSearch } from './filters';
import { words } from './texts';

/** Who changed what, newest first. */
export function AuditTab({ client }: { client: AdminClient }) {
  const [filters, setFilters] = useState(noFilters);
  const [asked] = useDebouncedValue(filters, 300);
  const found = useInfiniteQuery({
    queryKey: ['audit', asked],
    queryFn: ({ pageParam, signal }) =>
      client.searchAuditLog({ ...toSearch(asked), before_id: pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: (page) => (page.more ? page.records.at(-1)?.id : undefined),
    placeholderData: keepPreviousData,
  });
  const records = found.data?.pages.flatMap((page) => page.records) ?? [];
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={1} size="h3">
            {words.heading}
          </Title>
          <Text size="sm" c="dimmed" maw={640}>
            {words.intro}
          </Text>
        </div>
        <ExportButton client={client} filters={filters} />
      </Group>
      <FilterBar client={client} filters={filters} onChange={setFilters} />
      {found.isPending && (
        <Stack aria-busy aria-label={words.loading}>
          {['a', 'b', 'c', 'd'].map((place) => (
            <Skeleton key={place} h={44} radius="md" />
          ))}
        </Stack>
      )}
      {found.isError && (
        <Stack align="flex-start" role="alert">
          <Text>{explainError(found.error)}</Text>
          <Button variant="default" onClick={() => void found.refetch()} loading={found.isFetching}>
            {texts.retry}
          </Button>
        </Stack>
      )}
      {found.data && records.length === 0 && (
        <Center py="xl">
          <Stack gap={4} ta="center" role="status">
            <Text fw={600}>{isFiltered(asked) ? words.noMatch : words.empty}</Text>
            {!isFiltered(asked) && (
              <Text size="sm" c="dimmed">
                {words.emptyText}
              </Text>
            )}
          </Stack>
        </Center>
      )}
      {records.length > 0 && <AuditTable records={records} />}
      {found.hasNextPage && (
        <Center>
          <Button
            variant="default"
            loading={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            {words.more}
          </Button>
        </Center>
      )}
    </Stack>
  );
}
