import { Anchor, Button, Group, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPhone, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { AdminClient, VoiceState } from '@teleperson/api';
import type { DialTarget } from '@teleperson/call-core';
import { useFormats } from '@teleperson/texts';
import { useState } from 'react';
import { explainError } from '../explainError';
import { texts } from '../texts';
import classes from './NumberPicker.module.css';
import { flatten, type ListedNumber, scriptOf } from './numbers';
import { testTexts } from './texts';

const shownAtOnce = 8;

interface NumberPickerProps {
  client: AdminClient;
  state: VoiceState;
  onPick: (target: DialTarget) => void;
}

/** Which number to call: those verified last, or what a search finds. Those that would be refused can be tried too. */
export function NumberPicker({ client, state, onPick }: NumberPickerProps) {
  const [text, setText] = useState('');
  const [query] = useDebouncedValue(text.trim(), 200);
  const found = useQuery({
    queryKey: ['callable-numbers', query],
    queryFn: ({ signal }) => client.callableNumbers(query, signal),
    placeholderData: keepPreviousData,
  });
  const sandbox = state.server.sandbox?.host;
  const numbers = flatten(found.data?.companies ?? [], sandbox !== undefined && !query);
  return (
    <Stack gap="sm">
      <TextInput
        label={testTexts.search}
        placeholder={testTexts.searchPlaceholder}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={text}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {found.isPending && (
        <Stack gap="xs" aria-busy aria-label={texts.loading}>
          {['a', 'b', 'c'].map((place) => (
            <Skeleton key={place} h={52} radius="md" />
          ))}
        </Stack>
      )}
      {found.isError && !found.data && (
        <Group role="alert" gap="xs">
          <Text size="sm">{explainError(found.error)}</Text>
          <Button size="compact-sm" variant="default" onClick={() => void found.refetch()}>
            {texts.retry}
          </Button>
        </Group>
      )}
      {found.data && numbers.length === 0 && (
        <div role="status">
          <Text size="sm" fw={600}>
            {query ? testTexts.noMatch(query) : testTexts.empty}
          </Text>
          {!query && (
            <Text size="sm" c="dimmed">
              {testTexts.emptyText}
            </Text>
          )}
        </div>
      )}
      {numbers.length > 0 && (
        <>
          {!query && (
            <Text size="xs" c="dimmed">
              {testTexts.latest}
            </Text>
          )}
          <ul className={classes.numbers} aria-label={testTexts.numbers}>
            {numbers.slice(0, shownAtOnce).map((number) => (
              <NumberRow key={number.id} number={number} sandbox={sandbox} onPick={onPick} />
            ))}
          </ul>
          {numbers.length > shownAtOnce && (
            <Text size="xs" c="dimmed">
              {testTexts.more}
            </Text>
          )}
        </>
      )}
    </Stack>
  );
}

interface NumberRowProps {
  number: ListedNumber;
  sandbox: string | undefined;
  onPick: (target: DialTarget) => void;
}

function NumberRow({ number, sandbox, onPick }: NumberRowProps) {
  const formats = useFormats();
  const { id: numberId, company, label, display, region, callable } = number;
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <Text size="sm" fw={600} dir="auto">
          {company}
        </Text>
        <Text size="sm" c="dimmed" dir="auto">
          {label} · <bdi>{display}</bdi>
          {region && ` · ${formats.region(region)}`}
          {!callable && ` · ${testTexts.refused}`}
        </Text>
        {sandbox !== undefined && <SandboxHint display={display} sandbox={sandbox} />}
      </div>
      <Button
        variant={callable ? 'light' : 'default'}
        color="call"
        size="compact-md"
        leftSection={<IconPhone size={15} aria-hidden />}
        aria-label={testTexts.callName(company, label, display)}
        onClick={() => onPick({ numberId, company, label, display })}
      >
        {testTexts.call}
      </Button>
    </li>
  );
}

/** Who answers in the sandbox: a script, or a telephone on its page. */
function SandboxHint({ display, sandbox }: { display: string; sandbox: string }) {
  const script = scriptOf(display);
  if (script)
    return (
      <Text size="xs" c="dimmed">
        {testTexts.rings(script)}
      </Text>
    );
  const phone = encodeURIComponent(display.replace(/[^+\d]/g, ''));
  return (
    <Text size="xs" c="dimmed">
      {testTexts.ringsPhone}{' '}
      <Anchor
        href={`http://${sandbox}/?phones=${phone}`}
        target="_blank"
        rel="noreferrer"
        inherit
        underline="always"
        aria-label={`${testTexts.powerOn} ${testTexts.newTab}`}
      >
        {testTexts.powerOn}
      </Anchor>
    </Text>
  );
}
