import { ActionIcon } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { createGatewayClient } from '@teleperson/api';
import { CallEngine, createDirectBackend } from '@teleperson/call-core';
import { Dialer } from '@teleperson/dialer';
import { useTexts } from '@teleperson/texts';
import { useCallback, useEffect, useState } from 'react';
import { SignInForm } from './SignInForm';
import { useToken } from './useToken';

export function App() {
  const { token, reason, signIn, signOut } = useToken();
  const onUnauthorized = useCallback(() => signOut('refused'), [signOut]);
  if (!token) return <SignInForm reason={reason} onSignIn={signIn} />;
  return <SignedIn key={token} token={token} onUnauthorized={onUnauthorized} onSignOut={() => signOut()} />;
}

interface SignedInProps {
  token: string;
  onUnauthorized: () => void;
  onSignOut: () => void;
}

function SignedIn({ token, onUnauthorized, onSignOut }: SignedInProps) {
  const t = useTexts();
  const [{ client, engine, backend }] = useState(() => connect(token));
  useEffect(() => () => engine.hangup(), [engine]); // Whoever signs out hangs up.
  return (
    <Dialer
      backend={backend}
      client={client}
      onUnauthorized={onUnauthorized}
      actions={
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('signIn.signOut')}
          title={t('signIn.signOut')}
          onClick={onSignOut}
        >
          <IconLogout size={18} aria-hidden data-mirrored />
        </ActionIcon>
      }
    />
  );
}

function connect(token: string) {
  const client = createGatewayClient({ baseUrl: location.origin, token });
  const engine = new CallEngine({ gateway: client, closeProtection: true });
  return { client, engine, backend: createDirectBackend(engine) };
}
