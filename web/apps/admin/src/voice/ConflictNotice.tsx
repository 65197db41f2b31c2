import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { texts } from '../texts';
import { describe, labelOf } from './describe';
import type { Draft, Field } from './settingsForm';

interface ConflictNoticeProps {
  /** Those that both changed. */
  fields: Field[];
  theirs: Draft;
  mine: Draft;
  onTakeTheirs: (field: Field) => void;
}

/** Two people changed the settings. Nothing is lost: each field shows both values. */
export function ConflictNotice({ fields, theirs, mine, onTakeTheirs }: ConflictNoticeProps) {
  return (
    <Alert role="alert" color="caution" icon={<IconUsers aria-hidden />} title={texts.voice.conflictTitle}>
      <Stack gap="sm">
        <Text size="sm">{fields.length > 0 ? texts.voice.conflictText : texts.voice.mergedText}</Text>
        {fields.map((field) => (
          <Group key={field} justify="space-between" gap="xs">
            <Text size="sm">
              <strong>{labelOf(field)}</strong>. {texts.voice.theirs}: {describe(field, theirs)}.{' '}
              {texts.voice.mine}: {describe(field, mine)}.
            </Text>
            <Button size="compact-sm" variant="default" onClick={() => onTakeTheirs(field)}>
              {texts.voice.takeTheirs}
            </Button>
          </Group>
        ))}
      </Stack>
    </Alert>
  );
}
