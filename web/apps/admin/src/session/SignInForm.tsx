import { Alert, Button, PasswordInput, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type AdminClient, isExtensionToken } from '@teleperson/api';
import { type FormEvent, useState } from 'react';
import { explainError } from '../explainError';
import { texts } from '../texts';
import { lastToken } from './lastToken';

interface SignInFormProps {
  client: AdminClient;
  onSignedIn: () => void;
}

export function SignInForm({ client, onSignedIn }: SignInFormProps) {
  const [token, setToken] = useState(lastToken.load);
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setFailure(undefined);
    if (!isExtensionToken(token.trim()) || !password) return;
    setBusy(true);
    try {
      await client.signIn(token.trim(), password);
      lastToken.save(token.trim());
      setPassword('');
      onSignedIn();
    } catch (error) {
      setFailure(explainError(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {failure && (
          <Alert role="alert" color="danger" icon={<IconAlertTriangle aria-hidden />} title={failure} />
        )}
        <PasswordInput
          label={texts.signIn.token}
          placeholder="tle_…"
          value={token}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          error={tried && !isExtensionToken(token.trim()) && texts.signIn.tokenMalformed}
          onChange={(event) => setToken(event.currentTarget.value)}
        />
        <PasswordInput
          label={texts.signIn.password}
          description={texts.signIn.passwordHelp}
          value={password}
          maxLength={1024}
          autoComplete="current-password"
          error={tried && !password && texts.signIn.passwordMissing}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={busy} fullWidth>
          {texts.signIn.submit}
        </Button>
      </Stack>
    </form>
  );
}
