import { Button, Group, Paper, ScrollArea, Table, Text, Title } from '@mantine/core';
import { IconChartBar, IconTable } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { callTexts } from '../texts';

const words = callTexts.charts;

export interface Column<Item> {
  label: string;
  value: (item: Item) => string;
}

interface ChartCardProps<Item> {
  title: string;
  help?: string;
  items: readonly Item[];
  /** The first one names the row. */
  columns: readonly [Column<Item>, ...Column<Item>[]];
  /** Of the chart. */
  height: number;
  children: ReactNode;
}

/** A chart, or the table with the same numbers, as the reader likes it. */
export function ChartCard<Item>({ title, help, items, columns, height, children }: ChartCardProps<Item>) {
  const [asTable, setAsTable] = useState(false);
  return (
    <Paper component="section" withBorder p="md" aria-label={title} style={{ minWidth: 0 }}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" mb="sm">
        <div>
          <Title order={3} size="h5">
            {title}
          </Title>
          {help && (
            <Text size="xs" c="dimmed">
              {help}
            </Text>
          )}
        </div>
        <Button
          variant="subtle"
          size="compact-xs"
          flex="none"
          leftSection={asTable ? <IconChartBar size={14} aria-hidden /> : <IconTable size={14} aria-hidden />}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? words.showChart : words.showTable}
        </Button>
      </Group>
      {asTable ? (
        <ScrollArea.Autosize
          mah={height + 120}
          type="auto"
          viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': words.tabled(title) }}
        >
          <Table verticalSpacing={4} stickyHeader>
            <Table.Thead>
              <Table.Tr>
                {columns.map(({ label }) => (
                  <Table.Th key={label} scope="col">
                    {label}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((item) => (
                <Row key={columns[0].value(item)} item={item} columns={columns} />
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea.Autosize>
      ) : (
        <div role="img" aria-label={words.pictured(title)} style={{ height }}>
          {children}
        </div>
      )}
    </Paper>
  );
}

function Row<Item>({
  item,
  columns: [name, ...rest],
}: { item: Item } & Pick<ChartCardProps<Item>, 'columns'>) {
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        {name.value(item)}
      </Table.Th>
      {rest.map(({ label, value }) => (
        <Table.Td key={label}>{value(item)}</Table.Td>
      ))}
    </Table.Tr>
  );
}
