import { Alert, Anchor, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconX } from '@tabler/icons-react';
import { useTexts } from '@teleperson/texts';
import type { Account } from '../storage/account';
import type { ConnectionProblem, ConnectionResult } from './checkConnection';
import { requestAccess } from './hostAccess';
import { wordProblem, wordWarning } from './verdictWords';

interface ConnectionVerdictProps {
  checking: boolean;
  result: ConnectionResult | undefined;
  onRetry: () => void;
  onSaveAnyway: (account: Account) => void;
}

/** What came of trying: what is wrong, and what to do about it. A live region, there before it has words. */
export function ConnectionVerdict({ checking, result, onRetry, onSaveAnyway }: ConnectionVerdictProps) {
  const t = useTexts();
  return (
    <Stack gap="sm" role="status" aria-live="polite" data-verdict={verdictName(result)}>
      {checking && (
        <Text size="sm" c="dimmed">
          {t('extension.connection.checking')}
        </Text>
      )}
      {result?.ok === false && (
        <Problem {...result} problem={result.problem} onRetry={onRetry} onSaveAnyway={onSaveAnyway} />
      )}
      {result?.ok && <Success result={result} />}
    </Stack>
  );
}

function verdictName(result: ConnectionResult | undefined): string | undefined {
  if (!result) return undefined;
  if (!result.ok) return `${result.problem.at}_${result.problem.code}`;
  return result.warnings[0]?.code ?? 'connected';
}

interface ProblemProps {
  problem: ConnectionProblem;
  account?: Account;
  onRetry: () => void;
  onSaveAnyway: (account: Account) => void;
}

function Problem({ problem, account, onRetry, onSaveAnyway }: ProblemProps) {
  const t = useTexts();
  const { title, advice } = wordProblem(t, problem);
  const origin = `chrome-extension://${chrome.runtime.id}`;
  return (
    <Alert color="danger" variant="light" icon={<IconX aria-hidden />} title={title}>
      <Stack gap="xs">
        <Text size="sm">{advice}</Text>
        {problem.code === 'origin_not_allowed' && account && (
          <>
            <CopyButton value={`ALLOWED_ORIGINS=${origin}`}>
              {({ copied, copy }) => (
                <Group gap="xs">
                  <Code style={{ overflowWrap: 'anywhere' }}>ALLOWED_ORIGINS={origin}</Code>
                  <Button size="compact-sm" variant="default" onClick={copy}>
                    {t(copied ? 'extension.connection.copied' : 'extension.connection.copy')}
                  </Button>
                </Group>
              )}
            </CopyButton>
            <Text size="sm">{t('extension.connection.accessHelp')}</Text>
            <Button
              size="compact-sm"
              variant="default"
              w="fit-content"
              onClick={async () => (await requestAccess(account.gatewayUrl)) && onRetry()}
            >
              {t('extension.connection.allowAccess')}
            </Button>
          </>
        )}
        {problem.at === 'gateway' && account && (
          <Group gap="md">
            <Anchor size="sm" href={`${account.gatewayUrl}/livez`} target="_blank" rel="noreferrer">
              {t('extension.connection.openAddress')}
            </Anchor>
            <Button size="compact-sm" variant="default" onClick={() => onSaveAnyway(account)}>
              {t('extension.connection.saveAnyway')}
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  );
}

function Success({ result }: { result: Extract<ConnectionResult, { ok: true }> }) {
  const t = useTexts();
  return (
    <>
      <Alert
        color="call"
        variant="light"
        icon={<IconCircleCheck aria-hidden />}
        title={
          result.firstName
            ? t('extension.connection.connectedAs', { name: result.firstName })
            : t('extension.connection.connected')
        }
      >
        {result.warnings.length === 0 && <Text size="sm">{t('extension.connection.canCall')}</Text>}
        {result.sandbox && <Text size="sm">{t('extension.connection.sandbox')}</Text>}
      </Alert>
      {result.warnings.map((warning) => {
        const { title, advice } = wordWarning(t, warning);
        return (
          <Alert
            key={warning.code}
            color="caution"
            variant="light"
            icon={<IconAlertTriangle aria-hidden />}
            title={title}
          >
            <Text size="sm">{advice}</Text>
          </Alert>
        );
      })}
    </>
  );
}
