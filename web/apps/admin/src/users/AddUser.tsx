import { Button, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import type { AdminClient } from '@teleperson/api';
import { type FormEvent, useState } from 'react';
import { explainError } from '../explainError';
import { texts } from '../texts';
import { isPlan } from './isPlan';
import { useChange } from './useChange';

const words = texts.users;

export function AddUser({ client, onDone }: { client: AdminClient; onDone: () => void }) {
  const [user, setUser] = useState({ id: '', email: '', first_name: '', plan: '' });
  const [tried, setTried] = useState(false);
  const add = useChange(client.addUser);
  const idWrong = !/^[!-~]{1,128}$/.test(user.id);
  const planWrong = user.plan !== '' && !isPlan(user.plan);
  const field = (name: keyof typeof user) => ({
    value: user[name],
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      add.reset();
      setUser((before) => ({ ...before, [name]: value }));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (idWrong || planWrong) return;
    const { id, email, first_name, plan } = user;
    add.mutate(
      { id, email: email || null, first_name: first_name || null, plan: plan || null },
      { onSuccess: onDone },
    );
  };
  return (
    <Paper component="form" withBorder radius="lg" p="lg" bg="var(--tp-surface)" onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label={words.id}
          description={words.idHelp}
          required
          maxLength={128}
          error={tried && idWrong && words.idWrong}
          {...field('id')}
        />
        <TextInput label={words.email} maxLength={254} type="email" {...field('email')} />
        <TextInput label={words.firstName} maxLength={100} {...field('first_name')} />
        <TextInput
          label={words.plan}
          maxLength={32}
          error={tried && planWrong && words.planWrong}
          {...field('plan')}
        />
        {add.error && (
          <Text role="alert" size="sm" c="var(--mantine-color-error)">
            {explainError(add.error)}
          </Text>
        )}
        <Group>
          <Button type="submit" loading={add.isPending}>
            {words.add}
          </Button>
          <Button variant="default" onClick={onDone}>
            {words.cancel}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
