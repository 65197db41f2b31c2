import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type AdminClient, AdminError, type SavedSettings, type VoiceState } from '@teleperson/api';
import { type FormEvent, useEffect, useState } from 'react';
import { explainError, isSignedOut } from '../explainError';
import { texts } from '../texts';
import { ConflictNotice } from './ConflictNotice';
import { describe, labelOf } from './describe';
import { type Problems, problemsOf } from './problems';
import { changesOf, type Draft, type Field, fields, rebase, toDraft } from './settingsForm';
import { VoiceFields } from './VoiceFields';

interface VoiceFormProps {
  client: AdminClient;
  saved: SavedSettings;
  onSaved: (saved: SavedSettings) => void;
  state: VoiceState | undefined;
}

interface Editing {
  /** What the draft was begun from. */
  base: SavedSettings;
  draft: Draft;
  /** Fields that somebody else changed too, to something else. */
  both: Field[];
}

const begin = (base: SavedSettings): Editing => ({ base, draft: toDraft(base.settings), both: [] });

export function VoiceForm({ client, saved, onSaved, state }: VoiceFormProps) {
  const [{ base, draft, both }, setEditing] = useState(() => begin(saved));
  const [refused, setRefused] = useState<Problems>({});
  const changes = changesOf(toDraft(base.settings), draft);
  const changed = fields.filter((field) => field in changes);
  const problems = { ...refused, ...problemsOf(draft) };

  // Fresh settings replace what nobody has touched; what somebody has typed stays until they save or discard it.
  useEffect(() => {
    setEditing((now) =>
      now.base.etag !== saved.etag && changedFields(now).length === 0 ? begin(saved) : now,
    );
  }, [saved]);

  const saving = useMutation({
    mutationFn: () => client.saveSettings(changes, base.etag),
    onSuccess: (settings) => {
      onSaved(settings);
      setEditing(begin(settings));
    },
    onError: async (error) => {
      if (!(error instanceof AdminError)) return;
      if (error.reason === 'invalid_fields')
        setRefused(Object.fromEntries(error.fields.map(({ field, detail }) => [field, detail])));
      if (error.reason === 'settings_changed') await meetTheirs();
    },
  });
  const meetTheirs = async () => {
    const theirs = await client.settings();
    onSaved(theirs);
    setEditing((now) => ({
      base: theirs,
      ...rebase(toDraft(now.base.settings), now.draft, toDraft(theirs.settings)),
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
  const conflict = saving.error instanceof AdminError && saving.error.reason === 'settings_changed';
  const invalid = saving.error instanceof AdminError && saving.error.reason === 'invalid_fields';
  const failure = saving.error && !conflict && !invalid && !isSignedOut(saving.error);

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <VoiceFields draft={draft} problems={problems} onEdit={edit} state={state} />
        {conflict && (
          <ConflictNotice
            fields={both}
            theirs={toDraft(base.settings)}
            mine={draft}
            onTakeTheirs={(field) => edit({ [field]: toDraft(base.settings)[field] })}
          />
        )}
        {failure && (
          <Alert
            role="alert"
            color="danger"
            icon={<IconAlertTriangle aria-hidden />}
            title={texts.voice.saveFailed}
          >
            {explainError(saving.error)}
          </Alert>
        )}
        <Stack gap="xs">
          <div role="status">
            {changed.length > 0 ? (
              <Changes changed={changed} before={toDraft(base.settings)} after={draft} />
            ) : (
              saving.isSuccess && (
                <Group gap={6}>
                  <IconCircleCheck size={18} aria-hidden />
                  <Text size="sm">{texts.voice.saved}</Text>
                </Group>
              )
            )}
          </div>
          <Group>
            <Button
              type="submit"
              loading={saving.isPending}
              disabled={changed.length === 0 || Object.keys(problems).length > 0}
            >
              {texts.voice.save}
            </Button>
            {changed.length > 0 && (
              <Button variant="default" onClick={() => setEditing(begin(saved))} disabled={saving.isPending}>
                {texts.voice.discard}
              </Button>
            )}
            {Object.keys(problems).length > 0 && (
              <Text size="sm" c="dimmed">
                {texts.voice.correctFirst}
              </Text>
            )}
          </Group>
        </Stack>
      </Stack>
    </form>
  );
}

const changedFields = ({ base, draft }: Editing) => Object.keys(changesOf(toDraft(base.settings), draft));

function Changes({ changed, before, after }: { changed: Field[]; before: Draft; after: Draft }) {
  return (
    <>
      <Text size="sm" fw={600}>
        {texts.voice.changes(changed.length)}
      </Text>
      <List size="sm">
        {changed.map((field) => (
          <List.Item key={field}>
            {labelOf(field)}: <del>{describe(field, before)}</del> → <ins>{describe(field, after)}</ins>
          </List.Item>
        ))}
      </List>
    </>
  );
}
