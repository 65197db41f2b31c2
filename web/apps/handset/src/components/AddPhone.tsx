import { Button, Text, TextInput, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { AddResult } from '../core/phoneRack';
import { texts } from '../texts';
import classes from './Panel.module.css';

export function AddPhone({ onAdd }: { onAdd: (typed: string) => AddResult }) {
  const [typed, setTyped] = useState('');
  const [result, setResult] = useState<AddResult>();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const outcome = onAdd(typed);
    setResult(outcome);
    if (outcome === 'added') setTyped('');
  };

  return (
    <section className={classes.panel} aria-labelledby="add-heading">
      <Title order={2} size="h4" id="add-heading">
        {texts.addHeading}
      </Title>
      <Text size="sm" c="dimmed">
        {texts.addHint}
      </Text>
      <form onSubmit={submit} noValidate className={classes.form}>
        <TextInput
          className={classes.field}
          type="tel"
          autoComplete="off"
          label={texts.addLabel}
          placeholder={texts.addPlaceholder}
          value={typed}
          error={result && result !== 'added' ? texts.addErrors[result] : undefined}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setResult(undefined);
          }}
        />
        <Button type="submit" variant="default" leftSection={<IconPlus size={18} aria-hidden />}>
          {texts.addButton}
        </Button>
      </form>
      <Text role="status" size="sm" c="dimmed" className={classes.note}>
        {result === 'added' ? texts.added : ''}
      </Text>
    </section>
  );
}
