import { Badge, Button, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import type { AdminClient, AdminNumber } from '@teleperson/api';
import { useFormats } from '@teleperson/texts';
import { type FormEvent, useState } from 'react';
import { explainError } from '../explainError';
import { colorOf, stateOf } from './numberState';
import { kindOf, words } from './texts';
import { useCompanyChange } from './useCompanyChange';
import { VerifyDialog } from './VerifyDialog';

interface NumberRowProps {
  client: AdminClient;
  number: AdminNumber;
}

export function NumberRow({ client, number }: NumberRowProps) {
  const formats = useFormats();
  const [verifying, setVerifying] = useState(false);
  const state = stateOf(number, Date.now());
  const regions = number.regions.map((region) => formats.region(region)).join(', ') || words.anyRegion;
  return (
    <Paper withBorder radius="md" p="md" bg="var(--tp-surface)" role="group" aria-label={number.display}>
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          <Text fw={600} style={{ fontVariantNumeric: 'tabular-nums' }}>
            {number.display}
          </Text>
          <Badge
            color={colorOf[state]}
            variant={state === 'unverified' ? 'default' : 'light'}
            tt="none"
            data-state={state}
          >
            {words.states[state]}
          </Badge>
        </Group>
        <Text size="xs" c="dimmed">
          {regions} · {kindOf(number.kind)}
        </Text>
        {number.verified_at && <Verification number={number} />}
        <Label key={number.label} client={client} number={number} />
        <Actions client={client} number={number} onVerify={() => setVerifying(true)} />
      </Stack>
      <VerifyDialog client={client} number={number} opened={verifying} onClose={() => setVerifying(false)} />
    </Paper>
  );
}

/** Who, when, until. */
function Verification({ number }: { number: AdminNumber }) {
  const formats = useFormats();
  const date = (iso: string | null) => (iso ? (formats.date(iso) ?? '') : '');
  const who =
    number.verified_by_name ??
    (number.verified_by === 'operator' ? words.operator : (number.verified_by ?? words.somebody));
  const lapsed = stateOf(number, Date.now()) === 'lapsed';
  const until = !number.verified_until
    ? words.verifiedForEver
    : lapsed
      ? words.lapsedOn(date(number.verified_until))
      : words.verifiedUntil(date(number.verified_until));
  return (
    <Text
      size="xs"
      c={lapsed ? 'var(--mantine-color-error)' : undefined}
      style={{ overflowWrap: 'anywhere' }}
    >
      {words.verifiedBy(who, date(number.verified_at))}; {until}
    </Text>
  );
}

function Label({ client, number }: NumberRowProps) {
  const [label, setLabel] = useState(number.label);
  const save = useCompanyChange((text: string) => client.relabelNumber(number.id, text));
  const changed = label.trim() !== number.label;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed && label.trim()) save.mutate(label.trim());
  };
  return (
    <Group component="form" gap="xs" align="flex-start" onSubmit={submit} wrap="nowrap">
      <TextInput
        flex={1}
        aria-label={words.editLabelOf(number.display)}
        value={label}
        maxLength={60}
        autoComplete="off"
        error={!label.trim() ? words.labelMissing : save.error && explainError(save.error)}
        onChange={(event) => {
          save.reset();
          setLabel(event.currentTarget.value);
        }}
      />
      {changed && (
        <Button type="submit" variant="default" loading={save.isPending} disabled={!label.trim()}>
          {words.save}
        </Button>
      )}
    </Group>
  );
}

function Actions({ client, number, onVerify }: NumberRowProps & { onVerify: () => void }) {
  const [asking, setAsking] = useState(false);
  const unverify = useCompanyChange(() => client.unverifyNumber(number.id));
  const remove = useCompanyChange(() => client.removeNumber(number.id));
  const failed = unverify.error ?? remove.error;
  const { display } = number;
  return (
    <>
      {failed && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)">
          {explainError(failed)}
        </Text>
      )}
      {asking ? (
        <Group gap="xs">
          <Button
            size="compact-sm"
            color="danger"
            loading={remove.isPending}
            onClick={() => remove.mutate(undefined)}
          >
            {words.reallyRemoveNumber}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
            {words.keep}
          </Button>
        </Group>
      ) : (
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant={number.verified_at ? 'default' : 'filled'}
            aria-label={words.verifyOf(display)}
            onClick={onVerify}
          >
            {number.verified_at ? words.verifyAgain : words.verify}
          </Button>
          {number.verified_at && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={words.unverifyOf(display)}
              loading={unverify.isPending}
              onClick={() => unverify.mutate(undefined)}
            >
              {words.unverify}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="subtle"
            color="danger"
            aria-label={words.removeOf(display)}
            onClick={() => setAsking(true)}
          >
            {words.removeNumber}
          </Button>
        </Group>
      )}
    </>
  );
}
