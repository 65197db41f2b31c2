import {
  Badge,
  Button,
  Center,
  Group,
  NativeSelect,
  Skeleton,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { AdminClient, LoggedCall } from '@teleperson/api';
import { useFormats } from '@teleperson/texts';
import { useState } from 'react';
import { explainError } from '../explainError';
import { texts } from '../texts';
import { duration } from './duration';
import { type Filters, noFilters, toSearch } from './filters';
import { callTexts } from './texts';

const words = texts.calls;

export const callLogKey = ['calls'];

/** The log as a table, newest first, with its filters and its export. */
export function CallLog({ client }: { client: AdminClient }) {
  const [filters, setFilters] = useState(noFilters);
  const [asked] = useDebouncedValue(filters, 300);
  const found = useInfiniteQuery({
    queryKey: [...callLogKey, asked],
    queryFn: ({ pageParam, signal }) =>
      client.searchCalls({ ...toSearch(asked), before_id: pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: (page) => (page.more ? page.calls.at(-1)?.id : undefined),
    placeholderData: keepPreviousData,
  });
  const calls = found.data?.pages.flatMap((page) => page.calls) ?? [];
  const filtered = asked !== noFilters && JSON.stringify(asked) !== JSON.stringify(noFilters);
  return (
    <Stack component="section" gap="md" aria-labelledby="call-log">
      <Group justify="space-between" mih={36}>
        <Title order={2} size="h4" id="call-log">
          {callTexts.log}
        </Title>
        {calls.length > 0 && !found.isPlaceholderData && (
          <Button
            component="a"
            href={client.callExportUrl(toSearch(asked), found.data?.pages[0]?.user_id_hash ?? null)}
            download
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {callTexts.exportCsv}
          </Button>
        )}
      </Group>
      <FilterBar filters={filters} onChange={setFilters} />
      {found.isPending && (
        <Stack aria-busy aria-label={words.loading}>
          {['a', 'b', 'c', 'd'].map((place) => (
            <Skeleton key={place} h={36} radius="md" />
          ))}
        </Stack>
      )}
      {found.isError && !found.data && (
        <Stack align="flex-start" role="alert">
          <Text>{explainError(found.error)}</Text>
          <Button variant="default" onClick={() => void found.refetch()} loading={found.isFetching}>
            {texts.retry}
          </Button>
        </Stack>
      )}
      {found.data && calls.length === 0 && (
        <Center py="xl">
          <Stack gap={4} ta="center" role="status">
            <Text fw={600}>{filtered ? words.noMatch : words.empty}</Text>
            {!filtered && (
              <Text size="sm" c="dimmed">
                {words.emptyText}
              </Text>
            )}
          </Stack>
        </Center>
      )}
      {calls.length > 0 && <CallTable calls={calls} />}
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

function FilterBar({ filters, onChange }: { filters: Filters; onChange: (filters: Filters) => void }) {
  const field = (name: keyof Filters) => ({
    value: filters[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...filters, [name]: event.currentTarget.value }),
  });
  const outcomes = Object.entries(words.outcomes).map(([value, label]) => ({ value, label }));
  return (
    <Group align="flex-end" gap="sm" role="search">
      <NativeSelect
        label={words.outcome}
        data={[{ value: '', label: words.anyOutcome }, ...outcomes]}
        {...field('outcome')}
      />
      <TextInput type="date" label={words.from} max={filters.until || undefined} {...field('from')} />
      <TextInput type="date" label={words.until} min={filters.from || undefined} {...field('until')} />
      <TextInput
        label={words.user}
        maxLength={128}
        autoComplete="off"
        spellCheck={false}
        {...field('userId')}
      />
      <Button variant="subtle" onClick={() => onChange(noFilters)}>
        {words.clear}
      </Button>
    </Group>
  );
}

const colours = { answered: 'call', voicemail: 'caution', failed: 'danger' } as const;

function CallTable({ calls }: { calls: LoggedCall[] }) {
  const formats = useFormats();
  return (
    // A region that scrolls must be reachable by keyboard.
    <Table.ScrollContainer minWidth={560} type="native" tabIndex={0} role="region" aria-label={words.table}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{words.time}</Table.Th>
            <Table.Th scope="col">{words.company}</Table.Th>
            <Table.Th scope="col">{words.userHash}</Table.Th>
            <Table.Th scope="col">{words.duration}</Table.Th>
            <Table.Th scope="col">{words.outcome}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {calls.map((call) => (
            <Table.Tr key={call.id}>
              <Table.Td>{formats.dateTime(Date.parse(call.created_at))}</Table.Td>
              <Table.Td>
                {call.company ?? (
                  <Text span size="sm" c="dimmed">
                    {words.notInDirectory}
                  </Text>
                )}
                {call.label && (
                  <Text size="xs" c="dimmed">
                    {call.label}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <code title={call.user_id_hash}>{call.user_id_hash.slice(0, 8)}</code>
              </Table.Td>
              <Table.Td>{duration(call.duration_seconds)}</Table.Td>
              <Table.Td>
                <Badge variant="light" color={colours[call.outcome]} tt="none">
                  {words.outcomes[call.outcome]}
                </Badge>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
