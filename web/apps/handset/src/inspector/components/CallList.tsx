import { Button, CloseButton, SegmentedControl, Skeleton, Text, TextInput, Title } from '@mantine/core';
import { IconPhoneOutgoing, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { CallSummary } from '../core/call';
import { type Show, searchCalls } from '../core/search';
import { texts } from '../texts';
import classes from './CallList.module.css';
import { CallRow } from './CallRow';
import { useNow } from './useNow';

interface CallListProps {
  calls: CallSummary[];
  chosen: string;
  isLoading: boolean;
}

export function CallList({ calls, chosen, isLoading }: CallListProps) {
  const [search, setSearch] = useState('');
  const [show, setShow] = useState<Show>('all');
  const now = useNow(calls.some(({ over }) => !over));
  const found = searchCalls(calls, search, show);
  const showAll = () => {
    setSearch('');
    setShow('all');
  };
  return (
    <section className={classes.panel} aria-labelledby="calls-heading">
      <div className={classes.heading}>
        <Title order={2} size="h4" id="calls-heading">
          {texts.callsHeading}
        </Title>
        <Text size="sm" c="dimmed" role="status">
          {!isLoading && texts.callCount(found.length)}
        </Text>
      </div>
      <div className={classes.filters}>
        <TextInput
          aria-label={texts.searchLabel}
          placeholder={texts.searchPlaceholder}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          leftSection={<IconSearch size={16} aria-hidden />}
          rightSection={
            search && <CloseButton size="sm" aria-label={texts.clearSearch} onClick={() => setSearch('')} />
          }
        />
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={texts.showLabel}
          value={show}
          onChange={(value) => setShow(value as Show)}
          data={Object.entries(texts.show).map(([value, label]) => ({ value, label }))}
        />
      </div>
      {isLoading && (
        <div role="status" aria-label={texts.loading} className={classes.skeletons}>
          {['a', 'b', 'c'].map((row) => (
            <Skeleton key={row} height={52} />
          ))}
        </div>
      )}
      {!isLoading && calls.length === 0 && (
        <div className={classes.empty}>
          <IconPhoneOutgoing size={28} aria-hidden />
          <Text fw={600}>{texts.emptyTitle}</Text>
          <Text size="sm" c="dimmed">
            {texts.emptyHint}
          </Text>
        </div>
      )}
      {calls.length > 0 && found.length === 0 && (
        <div className={classes.empty}>
          <Text>{texts.nothingFound}</Text>
          <Button size="xs" variant="default" onClick={showAll}>
            {texts.showAll}
          </Button>
        </div>
      )}
      {found.length > 0 && (
        <ul className={classes.list}>
          {found.map((call) => (
            <CallRow key={call.id} call={call} isChosen={call.id === chosen} now={now} />
          ))}
        </ul>
      )}
    </section>
  );
}
