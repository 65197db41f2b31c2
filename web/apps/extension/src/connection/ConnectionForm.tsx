import { Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useTexts } from '@teleperson/texts';
import { type FormEvent, useState } from 'react';
import { type Account, accountStore } from '../storage/account';
import { ConnectionVerdict } from './ConnectionVerdict';
import { type ConnectionResult, checkConnection } from './checkConnection';

interface ConnectionFormProps {
  /** The account at present. Its token is never shown; an empty field keeps it. */
  account: Account | undefined;
  onConnected?: () => void;
}

/** Where the gateway is and who calls. Both are tried before they are saved, so that what works is not overwritten. */
export function ConnectionForm({ account, onConnected }: ConnectionFormProps) {
  const t = useTexts();
  const [address, setAddress] = useState(account?.gatewayUrl ?? '');
  const [token, setToken] = useState('');
  const [checking, setChecking] = useState(false);
  const [result, setResult] = useState<ConnectionResult>();

  const save = async (next: Account) => {
    await accountStore.save(next);
    setAddress(next.gatewayUrl);
    setToken('');
    onConnected?.();
  };
  const check = async () => {
    setChecking(true);
    setResult(undefined);
    const found = await checkConnection(address, token || (account?.token ?? ''));
    if (found.ok) await save(found.account);
    setResult(found);
    setChecking(false);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void check();
  };
  const problem = result?.ok === false ? result.problem : undefined;

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label={t('extension.connection.address')}
          description={t('extension.connection.addressHelp')}
          placeholder="https://voice.example.com"
          inputMode="url"
          value={address}
          maxLength={2000}
          autoComplete="off"
          spellCheck={false}
          error={problem?.at === 'address' && t(`extension.connection.problem.address_${problem.code}.title`)}
          onChange={(event) => setAddress(event.currentTarget.value)}
          dir="ltr"
        />
        <PasswordInput
          label={t('extension.connection.token')}
          description={t(account ? 'extension.connection.tokenKept' : 'extension.connection.tokenHelp')}
          placeholder={account ? '••••••••••••' : 'tle_…'}
          value={token}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          visibilityToggleButtonProps={{ 'aria-label': t('extension.connection.showToken') }}
          error={problem?.at === 'token' && t(`extension.connection.problem.token_${problem.code}.title`)}
          onChange={(event) => setToken(event.currentTarget.value)}
          dir="ltr"
        />
        <Group>
          <Button type="submit" loading={checking}>
            {t('extension.connection.save')}
          </Button>
        </Group>
        <ConnectionVerdict checking={checking} result={result} onRetry={check} onSaveAnyway={save} />
        <Group gap={6} wrap="nowrap" align="flex-start">
          <IconLock size={14} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
          <Text size="xs" c="dimmed">
            {t('extension.connection.privacy')}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
