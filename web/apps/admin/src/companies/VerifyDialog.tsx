import { Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import type { AdminClient, AdminNumber } from '@teleperson/api';
import { type FormEvent, useState } from 'react';
import { explainError } from '../explainError';
import { Dialog } from './Dialog';
import { dayInMonths, endOfDay } from './numberState';
import { words } from './texts';
import { useCompanyChange } from './useCompanyChange';

interface VerifyDialogProps {
  client: AdminClient;
  number: AdminNumber;
  opened: boolean;
  onClose: () => void;
}

export function VerifyDialog({ opened, onClose, ...form }: VerifyDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} centered title={words.verifyTitle}>
      <Form onClose={onClose} {...form} />
    </Dialog>
  );
}

type Choice = '6' | '12' | 'date' | 'none';

function Form({ client, number, onClose }: Omit<VerifyDialogProps, 'opened'>) {
  const [choice, setChoice] = useState<Choice>('12');
  const [date, setDate] = useState(() => dayInMonths(12, new Date()));
  const verify = useCompanyChange((until: string | null) => client.verifyNumber(number.id, until));
  const until = endOfDay(date, Date.now());
  const wrong = choice !== 'none' && !until;
  const choose = (next: Choice) => {
    setChoice(next);
    if (next === '6' || next === '12') setDate(dayInMonths(Number(next), new Date()));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wrong) return;
    verify.mutate(choice === 'none' ? null : (until ?? null), { onSuccess: onClose });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text fw={600} size="lg" style={{ fontVariantNumeric: 'tabular-nums' }}>
          {number.display}
        </Text>
        <Text size="sm">{words.verifyText}</Text>
        <Radio.Group label={words.verifyFor} value={choice} onChange={(value) => choose(value as Choice)}>
          <Stack gap={8} mt={6}>
            <Radio value="6" label={words.months(6)} />
            <Radio value="12" label={words.months(12)} />
            <Radio value="date" label={words.untilDate} />
            <Radio value="none" label={words.noEnd} />
          </Stack>
        </Radio.Group>
        {choice !== 'none' && (
          <TextInput
            type="date"
            label={words.date}
            value={date}
            error={wrong && words.dateWrong}
            onChange={(event) => {
              setChoice('date');
              setDate(event.currentTarget.value);
            }}
          />
        )}
        {verify.error && (
          <Text role="alert" size="sm" c="var(--mantine-color-error)">
            {explainError(verify.error)}
          </Text>
        )}
        <Group>
          <Button type="submit" loading={verify.isPending} disabled={wrong}>
            {words.verify}
          </Button>
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
