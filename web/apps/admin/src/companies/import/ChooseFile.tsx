import { Button, FileButton, Stack, Text } from '@mantine/core';
import { IconFileTypeCsv } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { words } from '../texts';
import classes from './ChooseFile.module.css';

const mostBytes = 32 * 1024 * 1024;

interface ChooseFileProps {
  label: string;
  /** Only a button. */
  compact?: boolean;
  onChoose: (file: File) => void;
}

/** A file to choose, or to drop. */
export function ChooseFile({ label, compact = false, onChoose }: ChooseFileProps) {
  const [over, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState(false);
  const take = (file: File | null | undefined) => {
    if (!file) return;
    setTooLarge(file.size > mostBytes);
    if (file.size <= mostBytes) onChoose(file);
  };
  const button = (
    <FileButton accept=".csv,text/csv" onChange={take}>
      {(props) => (
        <Button variant={compact ? 'default' : 'filled'} {...props}>
          {label}
        </Button>
      )}
    </FileButton>
  );
  const complaint = tooLarge && (
    <Text role="alert" size="sm" c="var(--mantine-color-error)">
      {words.tooLarge}
    </Text>
  );
  if (compact)
    return (
      <>
        {button}
        {complaint}
      </>
    );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is beside the button, which does the same
    <div
      className={classes.area}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
      }}
    >
      <Stack align="center" gap="xs">
        <IconFileTypeCsv size={32} stroke={1.5} aria-hidden />
        {button}
        <Text size="sm" c="dimmed">
          {words.drop}
        </Text>
        {complaint}
      </Stack>
    </div>
  );
}
