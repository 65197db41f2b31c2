import { Button, Group, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { AdminClient, Checks as Result } from '@teleperson/api';
import { explainError } from '../explainError';
import { FindingHead, UrgentFinding } from './Finding';
import { sortFindings } from './order';
import { checksTexts } from './texts';

/** The same as `teleperson-voice doctor`, run when somebody asks for it. */
export function Checks({ client }: { client: AdminClient }) {
  const checks = useQuery({
    queryKey: ['checks'],
    queryFn: ({ signal }) => client.checks(signal),
    enabled: false,
    retry: false,
  });
  return (
    <Paper component="section" withBorder radius="lg" p="lg" bg="var(--tp-surface)" aria-labelledby="checks">
      <Group justify="space-between" align="flex-start" gap="md">
        <div style={{ flex: '1 1 260px' }}>
          <Title order={2} size="h4" id="checks">
            {checksTexts.heading}
          </Title>
          <Text size="sm" c="dimmed">
            {checksTexts.intro}
          </Text>
        </div>
        <Button variant="default" onClick={() => void checks.refetch()} loading={checks.isFetching}>
          {checks.data ? checksTexts.again : checksTexts.run}
        </Button>
      </Group>
      <div role="status">
        {checks.isFetching ? (
          <Group mt="md" gap="xs">
            <Loader size="xs" aria-hidden />
            <Text size="sm">{checksTexts.running}</Text>
          </Group>
        ) : (
          checks.data && !checks.isError && <Verdict result={checks.data} />
        )}
      </div>
      {checks.isError && !checks.isFetching && (
        <Text size="sm" mt="md" role="alert">
          {checksTexts.failed} {explainError(checks.error)}
        </Text>
      )}
      {checks.data && !checks.isError && <Findings result={checks.data} />}
    </Paper>
  );
}

function Verdict({ result: { findings } }: { result: Result }) {
  const count = (status: string) => findings.filter((finding) => finding.status === status).length;
  return (
    <Text mt="md" fw={600}>
      {checksTexts.verdict(count('failed'), count('warning')) || checksTexts.passed}
    </Text>
  );
}

function Findings({ result }: { result: Result }) {
  const { urgent, rest } = sortFindings(result.findings);
  const list = { listStyle: 'none', margin: 0, padding: 0 };
  return (
    <>
      {urgent.length > 0 && (
        <Stack component="ul" gap="sm" mt="sm" style={list}>
          {urgent.map((finding) => (
            <UrgentFinding key={finding.check + finding.what} finding={finding} />
          ))}
        </Stack>
      )}
      {rest.length > 0 && (
        <details style={{ marginTop: 'var(--mantine-spacing-md)' }}>
          <summary>{checksTexts.restOf(rest.length)}</summary>
          <Stack component="ul" gap="xs" mt="sm" style={list}>
            {rest.map((finding) => (
              <li key={finding.check + finding.what}>
                <FindingHead finding={finding} />
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {finding.what}
                </Text>
              </li>
            ))}
          </Stack>
        </details>
      )}
    </>
  );
}
