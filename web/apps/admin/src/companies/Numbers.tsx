import { Stack, Text, Title } from '@mantine/core';
import type { AdminClient, AdminCompany } from '@teleperson/api';
import { AddNumber } from './AddNumber';
import { NumberRow } from './NumberRow';
import { words } from './texts';

/** The numbers of a company: whether each can be called, who said so, and until when. */
export function Numbers({ client, company }: { client: AdminClient; company: AdminCompany }) {
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        {words.numbers}
      </Title>
      {company.numbers.length === 0 && (
        <Text size="sm" c="dimmed">
          {words.noNumbersYet}
        </Text>
      )}
      {company.numbers.map((number) => (
        <NumberRow key={number.id} client={client} number={number} />
      ))}
      <AddNumber client={client} companyId={company.id} />
    </Stack>
  );
}
