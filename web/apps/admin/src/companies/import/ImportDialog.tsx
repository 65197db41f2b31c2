import { Alert, Button, Checkbox, Code, Group, Progress, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { type AdminClient, AdminError, ImportFailed, type ImportStep } from '@teleperson/api';
import { useState } from 'react';
import { explainError } from '../../explainError';
import { Dialog } from '../Dialog';
import { words } from '../texts';
import { ChooseFile } from './ChooseFile';
import { Report } from './Report';
import { useImport } from './useImport';

interface ImportDialogProps {
  client: AdminClient;
  opened: boolean;
  onClose: () => void;
}

export function ImportDialog({ client, opened, onClose }: ImportDialogProps) {
  const narrow = useMediaQuery('(max-width: 40em)');
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      size="xl"
      fullScreen={narrow}
      closeOnClickOutside={false}
      title={words.importTitle}
    >
      <Steps client={client} onClose={onClose} />
    </Dialog>
  );
}

function Steps({ client, onClose }: Omit<ImportDialogProps, 'opened'>) {
  const [toReview, setToReview] = useState(false);
  const { file, state, preview, start } = useImport(client, toReview);
  const another = <ChooseFile compact label={words.chooseAnother} onChoose={preview} />;
  return (
    <Stack gap="md">
      {file && (
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {file.name}
        </Text>
      )}
      {state.name === 'choosing' && <Intro onChoose={preview} />}
      {state.name === 'working' && <Working step={state.step} />}
      {state.name === 'previewed' && (
        <>
          <Report report={state.report} title={words.preview} />
          <Start
            count={state.report.added + state.report.updated}
            numbers={state.report.numbers_added}
            toReview={toReview}
            onToReview={setToReview}
            onStart={start}
          >
            {another}
          </Start>
        </>
      )}
      {state.name === 'imported' && (
        <>
          <Group gap={8} role="status">
            <IconCircleCheck size={20} aria-hidden />
            <Text fw={600}>{words.result}</Text>
          </Group>
          <Report report={state.report} />
          <Group>
            <Button onClick={onClose}>{words.close}</Button>
            {another}
          </Group>
        </>
      )}
      {state.name === 'failed' && (
        <>
          <Failure error={state.error} dryRun={state.dryRun} />
          <Group>{another}</Group>
        </>
      )}
    </Stack>
  );
}

function Intro({ onChoose }: { onChoose: (file: File) => void }) {
  return (
    <>
      <Stack gap={6}>
        <Text size="sm">{words.importIntro}</Text>
        <Code block>name,domain,aliases,industry,logo_url,description</Code>
        <Text size="sm">{words.or}</Text>
        <Code block>Name,Industry,Secondary Industry,Support phone,Domain</Code>
        <Text size="sm" c="dimmed">
          {words.importKnown}
        </Text>
      </Stack>
      <ChooseFile label={words.choose} onChoose={onChoose} />
    </>
  );
}

interface StartProps {
  count: number;
  numbers: number;
  toReview: boolean;
  onToReview: (toReview: boolean) => void;
  onStart: () => void;
  children: React.ReactNode;
}

function Start({ count, numbers, toReview, onToReview, onStart, children }: StartProps) {
  const nothing = count + numbers === 0;
  return (
    <Stack gap="sm">
      {nothing ? (
        <Text size="sm">{words.nothingToDo}</Text>
      ) : (
        <Checkbox
          label={words.importToReview}
          description={words.importToReviewHelp}
          checked={toReview}
          onChange={(event) => onToReview(event.currentTarget.checked)}
        />
      )}
      <Group>
        {!nothing && <Button onClick={onStart}>{words.importButton(count)}</Button>}
        {children}
      </Group>
    </Stack>
  );
}

function Working({ step }: { step: ImportStep | undefined }) {
  const name = words.step(step?.phase ?? 'uploading');
  const percent = step && step.total > 0 ? (100 * step.done) / step.total : 0;
  const counts = step && (step.phase === 'checking' || step.phase === 'writing');
  return (
    <Stack gap={6} aria-busy>
      <Group justify="space-between">
        <Text size="sm" role="status">
          {name}
        </Text>
        <Text size="sm" c="dimmed" style={{ fontVariantNumeric: 'tabular-nums' }}>
          {counts ? words.stepOf(step.done, step.total) : `${Math.round(percent)} %`}
        </Text>
      </Group>
      <Progress.Root size="lg">
        <Progress.Section value={percent} aria-label={name} />
      </Progress.Root>
    </Stack>
  );
}

function Failure({ error, dryRun }: { error: unknown; dryRun: boolean }) {
  const refused = error instanceof AdminError;
  const unreadable = refused && error.reason === 'unreadable_file';
  const sure = dryRun || refused || error instanceof ImportFailed;
  const text = unreadable ? error.message : sure ? explainError(error) : words.importUnknown;
  return (
    <Alert
      role="alert"
      color="danger"
      icon={<IconAlertTriangle aria-hidden />}
      title={unreadable || dryRun ? words.unreadable : sure ? words.importFailed : undefined}
    >
      {text}
    </Alert>
  );
}
