import { Button, Group, Stack, Text } from '@mantine/core';
import { type AdminClient, AdminError } from '@teleperson/api';
import { type FormEvent, useState } from 'react';
import { explainError } from '../explainError';
import { CompanyFields } from './CompanyFields';
import { emptyDraft, problemsOf, toDetails } from './companyForm';
import { Dialog } from './Dialog';
import { refusedFields } from './refusedFields';
import { words } from './texts';
import { useCompanyChange } from './useCompanyChange';

interface NewCompanyProps {
  client: AdminClient;
  opened: boolean;
  onClose: () => void;
  onAdded: (id: string) => void;
}

export function NewCompany({ opened, onClose, ...form }: NewCompanyProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={words.newCompany}>
      <Form onClose={onClose} {...form} />
    </Dialog>
  );
}

function Form({ client, onClose, onAdded }: Omit<NewCompanyProps, 'opened'>) {
  const [draft, setDraft] = useState(emptyDraft);
  const [tried, setTried] = useState(false);
  const add = useCompanyChange(() => client.addCompany(toDetails(draft)));
  const wrong = problemsOf(draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(wrong).length > 0) return;
    add.mutate(undefined, { onSuccess: ({ company }) => onAdded(company.id) });
  };
  const invalid = add.error instanceof AdminError && add.error.reason === 'invalid_fields';
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <CompanyFields
          draft={draft}
          problems={{ ...refusedFields(add.error), ...(tried && wrong) }}
          onEdit={(change) => {
            add.reset();
            setDraft((before) => ({ ...before, ...change }));
          }}
        />
        {add.error && !invalid && (
          <Text role="alert" size="sm" c="var(--mantine-color-error)">
            {explainError(add.error)}
          </Text>
        )}
        <Group>
          <Button type="submit" loading={add.isPending}>
            {words.create}
          </Button>
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
