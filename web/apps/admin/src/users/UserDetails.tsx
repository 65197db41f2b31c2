import { Button, Divider, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import type { AdminClient, AdminSession, User } from '@teleperson/api';
import { type FormEvent, useState } from 'react';
import { explainError } from '../explainError';
import { texts } from '../texts';
import { isPlan } from './isPlan';
import { Tokens } from './Tokens';
import { useChange } from './useChange';

const words = texts.users;

interface UserDetailsProps {
  client: AdminClient;
  session: AdminSession;
  user: User;
}

/** What can be changed of a user. Each change is saved by itself, and counts at once. */
export function UserDetails({ client, session, user }: UserDetailsProps) {
  const setDisabled = useChange((disabled: boolean) => client.setDisabled(user.id, disabled));
  return (
    <Stack gap="md">
      <Plan client={client} user={user} />
      <Role client={client} session={session} user={user} />
      <Group>
        <Button
          variant="default"
          loading={setDisabled.isPending}
          onClick={() => setDisabled.mutate(!user.disabled)}
        >
          {user.disabled ? words.enable : words.disable}
        </Button>
        {setDisabled.error && (
          <Text role="alert" size="sm" c="var(--mantine-color-error)">
            {explainError(setDisabled.error)}
          </Text>
        )}
      </Group>
      <Divider />
      <Tokens client={client} user={user} />
    </Stack>
  );
}

/** A role is set by its button: arrow keys alone change what a select shows, and must grant nothing. */
function Role({ client, session, user }: UserDetailsProps) {
  const [role, setRole] = useState(user.role);
  const save = useChange((wanted: User['role']) => client.setRole(user.id, wanted));
  const mayGrant = session.role === 'super_admin';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(role);
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-end">
        <NativeSelect
          label={words.role}
          description={mayGrant ? undefined : words.roleHelp}
          disabled={!mayGrant}
          error={save.error && explainError(save.error)}
          value={role}
          data={Object.entries(words.roles).map(([value, label]) => ({ value, label }))}
          onChange={(event) => {
            save.reset();
            setRole(event.currentTarget.value as User['role']);
          }}
        />
        {mayGrant && (
          <Button type="submit" variant="default" loading={save.isPending} disabled={role === user.role}>
            {words.setRole}
          </Button>
        )}
        <Text size="sm" role="status">
          {save.isSuccess && words.saved}
        </Text>
      </Group>
    </form>
  );
}

function Plan({ client, user }: { client: AdminClient; user: User }) {
  const [plan, setPlan] = useState(user.plan ?? '');
  const save = useChange((text: string) => client.setPlan(user.id, text || null));
  const wrong = plan !== '' && !isPlan(plan);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!wrong) save.mutate(plan);
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-end">
        <TextInput
          label={words.plan}
          value={plan}
          maxLength={32}
          autoComplete="off"
          spellCheck={false}
          error={wrong ? words.planWrong : save.error && explainError(save.error)}
          onChange={(event) => {
            save.reset();
            setPlan(event.currentTarget.value.trim());
          }}
        />
        <Button
          type="submit"
          variant="default"
          loading={save.isPending}
          disabled={wrong || plan === (user.plan ?? '')}
        >
          {words.setPlan}
        </Button>
        <Text size="sm" role="status">
          {save.isSuccess && words.saved}
        </Text>
      </Group>
    </form>
  );
}
