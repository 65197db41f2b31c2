import { Alert, Button, Code, CopyButton, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import type { AdminClient, ExtensionTokenRecord, User } from '@teleperson/api';
import { useFormats } from '@teleperson/texts';
import { type FormEvent, useState } from 'react';
import { explainError } from '../explainError';
import { texts } from '../texts';
import { useChange } from './useChange';

const words = texts.users;

/** The tokens of one user, and the way to a new one, which is shown once. */
export function Tokens({ client, user }: { client: AdminClient; user: User }) {
  const [name, setName] = useState('');
  const issue = useChange(() => client.issueToken(user.id, name.trim()));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    issue.mutate(undefined, { onSuccess: () => setName('') });
  };
  return (
    <Stack gap="sm">
      <Title order={3} size="sm">
        {words.tokens}
      </Title>
      {user.tokens.length === 0 && (
        <Text size="sm" c="dimmed">
          {words.noTokens}
        </Text>
      )}
      {user.tokens.map((token) => (
        <Token key={token.token_hash} client={client} token={token} />
      ))}
      <div role="status">{issue.data && <IssuedToken token={issue.data} />}</div>
      <form onSubmit={submit}>
        <Group align="flex-end">
          <TextInput
            label={words.tokenName}
            description={words.tokenNameHelp}
            value={name}
            maxLength={100}
            autoComplete="off"
            error={issue.error && explainError(issue.error)}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button
            type="submit"
            variant="default"
            leftSection={<IconKey size={16} aria-hidden />}
            loading={issue.isPending}
          >
            {words.issue}
          </Button>
        </Group>
      </form>
    </Stack>
  );
}

function IssuedToken({ token }: { token: string }) {
  return (
    <Alert color="call" title={words.issuedTitle}>
      <Stack gap="xs">
        <Text size="sm">{words.issuedText}</Text>
        <Group gap="xs">
          <Code style={{ overflowWrap: 'anywhere' }} data-testid="issued-token">
            {token}
          </Code>
          <CopyButton value={token}>
            {({ copied, copy }) => (
              <Button size="compact-sm" variant="default" onClick={copy}>
                {copied ? words.copied : words.copy}
              </Button>
            )}
          </CopyButton>
        </Group>
      </Stack>
    </Alert>
  );
}

function Token({ client, token }: { client: AdminClient; token: ExtensionTokenRecord }) {
  const formats = useFormats();
  const [asking, setAsking] = useState(false);
  const revoke = useChange(() => client.revokeToken(token.token_hash));
  const name = token.name ?? words.unnamed;
  const when = (iso: string) => formats.dateTime(Date.parse(iso));
  return (
    <Group justify="space-between" gap="xs">
      <div>
        <Text size="sm">{name}</Text>
        <Text size="xs" c="dimmed">
          {words.created(when(token.created_at))},{' '}
          {token.last_used_at ? words.lastUsed(when(token.last_used_at)) : words.neverUsed}
        </Text>
        {revoke.error && (
          <Text role="alert" size="xs" c="var(--mantine-color-error)">
            {explainError(revoke.error)}
          </Text>
        )}
      </div>
      {asking ? (
        <Group gap="xs">
          <Button
            size="compact-sm"
            color="danger"
            loading={revoke.isPending}
            onClick={() => revoke.mutate(undefined)}
          >
            {words.reallyRevoke}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
            {words.keep}
          </Button>
        </Group>
      ) : (
        <Button
          size="compact-sm"
          variant="subtle"
          color="danger"
          aria-label={words.revokeName(name)}
          onClick={() => setAsking(true)}
        >
          {words.revoke}
        </Button>
      )}
    </Group>
  );
}
