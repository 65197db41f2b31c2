import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconUsers } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type AdminClient, AdminError, type SavedCompany } from '@teleperson/api';
import { type FormEvent, useEffect, useState } from 'react';
import { explainError, isSignedOut } from '../explainError';
import { CompanyFields } from './CompanyFields';
import {
  changedFields,
  type Draft,
  describe,
  type Field,
  labels,
  type Problems,
  problemsOf,
  rebase,
  toDetails,
  toDraft,
} from './companyForm';
import { refusedFields } from './refusedFields';
import { words } from './texts';

interface CompanyFormProps {
  client: AdminClient;
  saved: SavedCompany;
  onSaved: (saved: SavedCompany) => void;
}

interface Editing {
  /** What the draft was begun from. */
  base: SavedCompany;
  draft: Draft;
  /** Fields that somebody else changed too, to something else. */
  both: Field[];
}

const begin = (base: SavedCompany): Editing => ({ base, draft: toDraft(base.company), both: [] });

/** The details of a company that is there. */
export function CompanyForm({ client, saved, onSaved }: CompanyFormProps) {
  const [{ base, draft, both }, setEditing] = useState(() => begin(saved));
  const [refused, setRefused] = useState<Problems>({});
  const before = toDraft(base.company);
  const changed = changedFields(before, draft);
  const problems = { ...refused, ...problemsOf(draft) };

  // Fresh details replace what nobody has touched; what somebody has typed stays until they save or discard it.
  useEffect(() => {
    setEditing((now) => {
      const untouched = changedFields(toDraft(now.base.company), now.draft).length === 0;
      return now.base.etag !== saved.etag && untouched ? begin(saved) : now;
    });
  }, [saved]);

  const saving = useMutation({
    mutationFn: () => client.saveCompany(base.company.id, toDetails(draft), base.etag),
    onSuccess: (company) => {
      onSaved(company);
      setEditing(begin(company));
    },
    onError: async (error) => {
      setRefused(refusedFields(error));
      if (error instanceof AdminError && error.reason === 'company_changed') await meetTheirs();
    },
  });
  const meetTheirs = async () => {
    const theirs = await client.company(base.company.id);
    onSaved(theirs);
    setEditing((now) => ({
      base: theirs,
      ...rebase(toDraft(now.base.company), now.draft, toDraft(theirs.company)),
    }));
  };

  const edit = (change: Partial<Draft>) => {
    saving.reset();
    setRefused({});
    setEditing((now) => ({
      ...now,
      draft: { ...now.draft, ...change },
      both: now.both.filter((field) => !(field in change)),
    }));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed.length > 0 && Object.keys(problems).length === 0) saving.mutate();
  };
  const reason = saving.error instanceof AdminError ? saving.error.reason : undefined;
  const failed =
    saving.error && reason !== 'company_changed' && reason !== 'invalid_fields' && !isSignedOut(saving.error);

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Title order={2} size="h4">
          {words.details}
        </Title>
        <CompanyFields draft={draft} problems={problems} onEdit={edit} />
        {reason === 'company_changed' && (
          <Conflict
            fields={both}
            theirs={before}
            mine={draft}
            onTakeTheirs={(field) => edit({ [field]: before[field] })}
          />
        )}
        {failed && (
          <Alert
            role="alert"
            color="danger"
            icon={<IconAlertTriangle aria-hidden />}
            title={words.saveFailed}
          >
            {explainError(saving.error)}
          </Alert>
        )}
        <Group>
          <Button
            type="submit"
            loading={saving.isPending}
            disabled={changed.length === 0 || Object.keys(problems).length > 0}
          >
            {words.save}
          </Button>
          {changed.length > 0 && (
            <Button variant="default" onClick={() => setEditing(begin(saved))} disabled={saving.isPending}>
              {words.discard}
            </Button>
          )}
          <Text size="sm" role="status" c="dimmed">
            {changed.length > 0 ? words.changes(changed.length) : saving.isSuccess && words.saved}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}

interface ConflictProps {
  /** Those that both changed. */
  fields: Field[];
  theirs: Draft;
  mine: Draft;
  onTakeTheirs: (field: Field) => void;
}

/** Two people changed the company. Nothing is lost: each field shows both values. */
function Conflict({ fields, theirs, mine, onTakeTheirs }: ConflictProps) {
  return (
    <Alert role="alert" color="caution" icon={<IconUsers aria-hidden />} title={words.conflictTitle}>
      <Stack gap="sm">
        <Text size="sm">{fields.length > 0 ? words.conflictText : words.mergedText}</Text>
        {fields.map((field) => (
          <Group key={field} justify="space-between" gap="xs">
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              <strong>{labels[field]}</strong>. {words.theirs}: {describe(field, theirs)}. {words.mine}:{' '}
              {describe(field, mine)}.
            </Text>
            <Button size="compact-sm" variant="default" onClick={() => onTakeTheirs(field)}>
              {words.takeTheirs}
            </Button>
          </Group>
        ))}
      </Stack>
    </Alert>
  );
}
