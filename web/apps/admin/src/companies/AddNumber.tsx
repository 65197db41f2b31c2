import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import type { AdminClient } from '@teleperson/api';
import { useFormats } from '@teleperson/texts';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { type FormEvent, useState } from 'react';
import { explainError } from '../explainError';
import { refusedFields } from './refusedFields';
import { words } from './texts';
import { useCompanyChange } from './useCompanyChange';

/** With the region that the number belongs to, so that a mistyped country code is seen. */
export function AddNumber({ client, companyId }: { client: AdminClient; companyId: string }) {
  const formats = useFormats();
  const [number, setNumber] = useState('');
  const [label, setLabel] = useState('Support');
  const [tried, setTried] = useState(false);
  const add = useCompanyChange(() => client.addNumber(companyId, number, label.trim()));
  const region = parsePhoneNumberFromString(number)?.country;
  const refused = refusedFields(add.error);
  const wrongNumber = !/^\+[1-9]\d{6,14}$/.test(number);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrongNumber || !label.trim()) return;
    const onSuccess = () => {
      setNumber('');
      setLabel('Support');
      setTried(false);
    };
    add.mutate(undefined, { onSuccess });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xs">
        <Title order={3} size="h5">
          {words.addNumberTitle}
        </Title>
        <TextInput
          label={words.number}
          description={
            region ? `${words.numberHelp} ${words.numberRegion(formats.region(region))}` : words.numberHelp
          }
          value={number}
          error={refused.number ?? (tried && wrongNumber && words.numberWrong)}
          maxLength={32}
          inputMode="tel"
          autoComplete="off"
          // People paste numbers with blanks and brackets.
          onChange={(event) => {
            add.reset();
            setNumber(event.currentTarget.value.replace(/[\s().-]/g, ''));
          }}
        />
        <TextInput
          label={words.label}
          description={words.labelHelp}
          value={label}
          error={tried && !label.trim() && words.labelMissing}
          maxLength={60}
          autoComplete="off"
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        {add.error && !refused.number && (
          <Text role="alert" size="sm" c="var(--mantine-color-error)">
            {explainError(add.error)}
          </Text>
        )}
        <Group>
          <Button type="submit" variant="default" loading={add.isPending}>
            {words.addNumber}
          </Button>
          <Text size="sm" role="status">
            {add.isSuccess && !number && words.addedUnverified}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
