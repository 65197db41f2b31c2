import {
  Accordion,
  Badge,
  Button,
  Center,
  Group,
  Skeleton,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { AdminClient, AdminSession, User } from '@teleperson/api';
import { useFormats } from '@teleperson/texts';
import { useState } from 'react';
import { explainError } from '../explainError';
import { texts } from '../texts';
import { AddUser } from './AddUser';
import { UserDetails } from './UserDetails';

const words = texts.users;

interface UsersTabProps {
  client: AdminClient;
  session: AdminSession;
}

export const usersKey = ['users'];

/** Search, and the users that match; each opens in its place. */
export function UsersTab({ client, session }: UsersTabProps) {
  const [text, setText] = useState('');
  const [query] = useDebouncedValue(text.trim(), 200);
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  const found = useInfiniteQuery({
    queryKey: [...usersKey, query],
    queryFn: ({ pageParam, signal }) => client.searchUsers(query, pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (page) => (page.more ? page.users.at(-1)?.id : undefined),
    placeholderData: keepPreviousData,
  });
  const users = found.data?.pages.flatMap((page) => page.users) ?? [];
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1} size="h3">
          {words.heading}
        </Title>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setAdding((before) => !before)}
          aria-expanded={adding}
        >
          {words.add}
        </Button>
      </Group>
      {adding && <AddUser client={client} onDone={() => setAdding(false)} />}
      <TextInput
        aria-label={words.search}
        placeholder={words.placeholder}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={text}
        maxLength={254}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.currentTarget.value)}
      />
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
      {found.data && users.length === 0 && (
        <Center py="xl">
          <Stack gap={4} ta="center" role="status">
            <Text fw={600}>{query ? words.noMatch(query) : words.empty}</Text>
            {!query && (
              <Text size="sm" c="dimmed">
                {words.emptyText}
              </Text>
            )}
          </Stack>
        </Center>
      )}
      {users.length > 0 && (
        <Accordion
          variant="separated"
          radius="lg"
          order={2}
          aria-label={words.list}
          value={open}
          onChange={setOpen}
        >
          {users.map((user) => (
            <Accordion.Item key={user.id} value={user.id}>
              <Accordion.Control>
                <Summary user={user} />
              </Accordion.Control>
              <Accordion.Panel>
                {open === user.id && <UserDetails client={client} session={session} user={user} />}
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      )}
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

function Summary({ user }: { user: User }) {
  const formats = useFormats();
  const used = lastUse(user);
  return (
    <Group justify="space-between" gap="xs" pr="sm">
      <div style={{ minWidth: 0 }}>
        <Text fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {user.first_name ?? user.email ?? user.id}
        </Text>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {[user.id, user.email].filter(Boolean).join(' · ')}
        </Text>
        <Text size="xs" c="dimmed">
          {used === undefined ? words.neverUsedAny : words.lastUsedAny(formats.dateTime(used))}
        </Text>
      </div>
      <Group gap={6}>
        {user.disabled && (
          <Badge color="danger" tt="none">
            {words.disabled}
          </Badge>
        )}
        {user.role !== 'user' && (
          <Badge color="brand" tt="none">
            {words.roles[user.role]}
          </Badge>
        )}
        <Badge variant="default" tt="none" fw={500}>
          {user.plan ?? words.noPlan}
        </Badge>
        <Badge variant="default" tt="none" fw={500}>
          {words.tokenCount(user.tokens.length)}
        </Badge>
      </Group>
    </Group>
  );
}

/** Of all their tokens; undefined: none was used yet. */
function lastUse({ tokens }: User): number | undefined {
  const uses = tokens.flatMap(({ last_used_at }) => (last_used_at ? [Date.parse(last_used_at)] : []));
  return uses.length > 0 ? Math.max(...uses) : undefined;
}
