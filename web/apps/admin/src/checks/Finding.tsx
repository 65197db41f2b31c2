import { Badge, Button, CopyButton, Group, Paper, Text } from '@mantine/core';
import type { CheckFinding } from '@teleperson/api';
import { checksTexts, checkTexts, statusTexts } from './texts';

const colors = { failed: 'danger', warning: 'caution', ok: 'call', skipped: 'gray' } as const;

/** Badge and name: one line of every finding. */
export function FindingHead({ finding }: { finding: CheckFinding }) {
  return (
    <Group gap="xs" wrap="nowrap">
      <Badge variant="light" color={colors[finding.status]} style={{ flex: 'none' }}>
        {statusTexts[finding.status]}
      </Badge>
      <Text size="sm" fw={600}>
        {checkTexts[finding.check]}
      </Text>
    </Group>
  );
}

/** What is wrong, why it matters, and what to do, to be copied. */
export function UrgentFinding({ finding }: { finding: CheckFinding }) {
  const { what, why, remedy } = finding;
  return (
    <Paper component="li" withBorder radius="md" p="md">
      <FindingHead finding={finding} />
      <Text size="sm" mt={6} style={{ overflowWrap: 'anywhere' }}>
        {what}
      </Text>
      {why && (
        <Text size="sm" c="dimmed" mt={4}>
          {checksTexts.why}: {why}
        </Text>
      )}
      {remedy && (
        <Group justify="space-between" align="flex-start" gap="xs" mt="xs">
          <Text size="sm" style={{ overflowWrap: 'anywhere', flex: '1 1 220px' }}>
            <strong>{checksTexts.remedy}:</strong> {remedy}
          </Text>
          <CopyButton value={remedy}>
            {({ copied, copy }) => (
              <Button
                size="compact-sm"
                variant="default"
                onClick={copy}
                aria-label={`${copied ? checksTexts.copied : checksTexts.copy}: ${checkTexts[finding.check]}`}
              >
                {copied ? checksTexts.copied : checksTexts.copy}
              </Button>
            )}
          </CopyButton>
        </Group>
      )}
    </Paper>
  );
}
