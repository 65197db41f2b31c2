import { Alert, Button, Group, ScrollArea, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconDownload } from '@tabler/icons-react';
import type { ImportReport } from '@teleperson/api';
import { words } from '../texts';
import { badLinesFile, explainLine } from './badLinesFile';

/** The counts, and each line that is not right. */
export function Report({ report, title }: { report: ImportReport; title?: string }) {
  const counts: [string, number][] = [
    [words.rows, report.rows],
    [words.added, report.added],
    [words.updated, report.updated],
    [words.unchanged, report.unchanged],
    [words.numbersAdded, report.numbers_added],
  ];
  return (
    <Stack gap="md">
      {title && (
        <Title order={2} size="h4">
          {title}
        </Title>
      )}
      <SimpleGrid component="dl" cols={{ base: 2, xs: 3, sm: 5 }} m={0} spacing="sm">
        {counts.map(([name, count]) => (
          <div key={name}>
            <Text component="dt" size="xs" c="dimmed">
              {name}
            </Text>
            <Text component="dd" m={0} size="xl" fw={650} style={{ fontVariantNumeric: 'tabular-nums' }}>
              {count.toLocaleString()}
            </Text>
          </div>
        ))}
      </SimpleGrid>
      {report.bad_line_count > 0 && <BadLines report={report} />}
    </Stack>
  );
}

function BadLines({ report }: { report: ImportReport }) {
  return (
    <Stack gap="sm">
      <Alert
        color="caution"
        icon={<IconAlertTriangle aria-hidden />}
        title={words.badLines(report.bad_line_count)}
      >
        <Text size="sm">
          {words.badLinesText}{' '}
          {report.bad_line_count > report.bad_lines.length && words.badLinesShown(report.bad_lines.length)}
        </Text>
      </Alert>
      <ScrollArea.Autosize
        mah={280}
        type="auto"
        viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': words.badLines(report.bad_line_count) }}
      >
        <Table stickyHeader striped>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.line}</Table.Th>
              <Table.Th>{words.column}</Table.Th>
              <Table.Th>{words.reason}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {report.bad_lines.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line may be wrong twice, and the list never changes
              <Table.Tr key={index}>
                <Table.Td style={{ fontVariantNumeric: 'tabular-nums' }}>{line.line}</Table.Td>
                <Table.Td>{line.column ?? words.wholeLine}</Table.Td>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{explainLine(line)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
      <Group>
        <Button
          variant="default"
          size="compact-md"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => save(badLinesFile(report.bad_lines))}
        >
          {words.download}
        </Button>
      </Group>
    </Stack>
  );
}

function save(text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = 'lines-to-correct.csv';
  link.click();
  URL.revokeObjectURL(link.href);
}
