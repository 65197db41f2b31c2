import { Button, Center, Loader, Modal, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { AdminClient, AdminSession } from '@teleperson/api';
import { type ReactNode, useEffect, useState } from 'react';
import { explainError, isSignedOut } from '../explainError';
import { texts } from '../texts';
import { SignInForm } from './SignInForm';
import { SignInPage } from './SignInPage';
import { sessionKey } from './sessionKey';

interface SessionGateProps {
  client: AdminClient;
  children: (session: AdminSession) => ReactNode;
}

/**
 * Nobody sees the dashboard before they are signed in. When the session ends in the middle of work, the work stays where
 * it is, and the sign-in form stands before it.
 */
export function SessionGate({ client, children }: SessionGateProps) {
  const queryClient = useQueryClient();
  const session = useQuery({
    queryKey: sessionKey,
    queryFn: ({ signal }) => client.session(signal),
    refetchInterval: 60_000,
  });
  const [last, setLast] = useState<AdminSession>();
  useEffect(() => setLast((before) => session.data ?? before), [session.data]);
  const over = isSignedOut(session.error);

  const onSignedIn = () => void queryClient.invalidateQueries();
  const shown = session.data ?? last;
  if (shown)
    return (
      <>
        {children(shown)}
        <Modal.Root opened={over} onClose={() => undefined} closeOnEscape={false} centered>
          <Modal.Overlay />
          <Modal.Content aria-label={texts.signIn.overTitle}>
            <Modal.Body p="lg">
              <Stack>
                <Title order={2} size="h4">
                  {texts.signIn.overTitle}
                </Title>
                <Text size="sm">{texts.signIn.overText}</Text>
                <SignInForm client={client} onSignedIn={onSignedIn} />
              </Stack>
            </Modal.Body>
          </Modal.Content>
        </Modal.Root>
      </>
    );
  if (over) return <SignInPage client={client} onSignedIn={onSignedIn} />;
  return (
    <Center component="main" mih="100dvh">
      {session.isError ? (
        <Stack align="center" role="alert">
          <Text>{explainError(session.error)}</Text>
          <Button variant="default" onClick={() => void session.refetch()} loading={session.isFetching}>
            {texts.retry}
          </Button>
        </Stack>
      ) : (
        <Loader aria-label={texts.loading} />
      )}
    </Center>
  );
}
