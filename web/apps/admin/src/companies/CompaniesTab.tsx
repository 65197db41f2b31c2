import { Button, Center, Group, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFileImport, IconPlus, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { AdminClient } from '@teleperson/api';
import { useState } from 'react';
import { explainError } from '../explainError';
import { texts } from '../texts';
import { CompanyDrawer } from './CompanyDrawer';
import { CompanyList } from './CompanyList';
import { type Filter, FilterBar, searchOf } from './FilterBar';
import { ImportDialog } from './import/ImportDialog';
import { NewCompany } from './NewCompany';
import { words } from './texts';
import { companiesKey } from './useCompanyChange';

/** Numbers have no place in URLs, which logs keep. */
const looksLikeNumber = (text: string) => /^[+()\d\s./-]*$/.test(text) && text.replace(/\D/g, '').length >= 7;

/** The catalogue: what users can call, and what waits for an admin. */
export function CompaniesTab({ client }: { client: AdminClient }) {
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 200);
  const [filter, setFilter] = useState<Filter>('all');
  const [open, setOpen] = useState<string | null>(null);
  const [dialog, setDialog] = useState<'add' | 'import' | null>(null);
  const isNumber = looksLikeNumber(asked);
  const query = isNumber ? '' : asked;
  const found = useInfiniteQuery({
    queryKey: [...companiesKey, query, filter],
    queryFn: ({ pageParam, signal }) =>
      client.listCompanies(
        { ...searchOf(filter), ...(query && { q: query }), ...(pageParam && { cursor: pageParam }) },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
  const companies = found.data?.pages.flatMap((page) => page.companies) ?? [];
  const counts = found.data?.pages[0]?.counts;
  const buttons = (
    <Group gap="xs">
      <Button
        leftSection={<IconFileImport size={16} aria-hidden />}
        variant="default"
        onClick={() => setDialog('import')}
      >
        {words.import}
      </Button>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setDialog('add')}>
        {words.add}
      </Button>
    </Group>
  );
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1} size="h3">
          {words.heading}
        </Title>
        {counts?.companies !== 0 && buttons}
      </Group>
      {counts?.companies !== 0 && (
        <>
          <TextInput
            aria-label={words.search}
            placeholder={words.placeholder}
            description={isNumber ? words.searchedNumber : undefined}
            leftSection={<IconSearch size={18} aria-hidden />}
            value={text}
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <FilterBar value={filter} counts={counts} onChange={setFilter} />
        </>
      )}
      {found.isPending && (
        <Stack aria-busy aria-label={words.loading}>
          {['a', 'b', 'c', 'd'].map((place) => (
            <Skeleton key={place} h={56} radius="md" />
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
      {counts && companies.length === 0 && (
        <Nothing isNew={counts.companies === 0} isQueue={filter === 'pending' && !query}>
          {buttons}
        </Nothing>
      )}
      {companies.length > 0 && <CompanyList companies={companies} onOpen={setOpen} />}
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
      <CompanyDrawer client={client} id={open} onClose={() => setOpen(null)} />
      <NewCompany
        client={client}
        opened={dialog === 'add'}
        onClose={() => setDialog(null)}
        onAdded={(id) => {
          setDialog(null);
          setOpen(id);
        }}
      />
      <ImportDialog client={client} opened={dialog === 'import'} onClose={() => setDialog(null)} />
    </Stack>
  );
}

interface NothingProps {
  /** There is no company at all. */
  isNew: boolean;
  isQueue: boolean;
  children: React.ReactNode;
}

function Nothing({ isNew, isQueue, children }: NothingProps) {
  const title = isNew ? words.empty : isQueue ? words.queueEmpty : words.noMatch;
  const text = isNew ? words.emptyText : isQueue ? words.queueEmptyText : undefined;
  return (
    <Center py="xl">
      <Stack gap="md" align="center" maw={440}>
        <Stack gap={4} ta="center" role="status">
          <Text fw={600}>{title}</Text>
          {text && (
            <Text size="sm" c="dimmed">
              {text}
            </Text>
          )}
        </Stack>
        {isNew && children}
      </Stack>
    </Center>
  );
}
