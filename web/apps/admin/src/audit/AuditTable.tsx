import { Stack, Table, Text } from '@mantine/core';
import type { AuditParty, AuditRecord } from '@teleperson/api';
import { useFormats } from '@teleperson/texts';
import classes from './AuditTable.module.css';
import { type Detail, describeAction, describeActor, describeDetails, describeTarget } from './describe';
import { words } from './texts';

export function AuditTable({ records }: { records: AuditRecord[] }) {
  const formats = useFormats();
  return (
    <Table verticalSpacing="sm" className={classes.table} aria-label={words.table} role="table">
      <Table.Thead role="rowgroup">
        <Table.Tr role="row">
          <Table.Th scope="col" role="columnheader">
            {words.time}
          </Table.Th>
          <Table.Th scope="col" role="columnheader">
            {words.who}
          </Table.Th>
          <Table.Th scope="col" role="columnheader">
            {words.what}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody role="rowgroup">
        {records.map((record) => (
          <Table.Tr key={record.id} role="row">
            <Table.Td className={classes.when} role="cell">
              <time dateTime={record.created_at} title={record.created_at}>
                {formats.dateTime(Date.parse(record.created_at))}
              </time>
            </Table.Td>
            <Table.Td className={classes.who} role="cell">
              {describeActor(record)}
              {record.actor.name && <Second>{record.actor.detail}</Second>}
            </Table.Td>
            <Table.Td className={classes.what} role="cell">
              <What record={record} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function What({ record }: { record: AuditRecord }) {
  return (
    <Stack gap={2}>
      <Text size="sm" fw={600}>
        {describeAction(record.action)}
      </Text>
      <Target target={record.target} />
      {describeDetails(record).map((detail) => (
        <DetailLine key={detail.label} detail={detail} />
      ))}
    </Stack>
  );
}

function Target({ target }: { target: AuditParty }) {
  const name = describeTarget(target);
  if (!name) return null;
  return (
    <Text size="sm">
      {name}
      {target.name && target.detail && (
        <Text span c="dimmed">
          {' · '}
          {target.detail}
        </Text>
      )}
    </Text>
  );
}

function DetailLine({ detail: { label, from, to } }: { detail: Detail }) {
  return (
    <Text size="xs" c="dimmed">
      {label}: {from !== undefined && `${from} → `}
      {to}
    </Text>
  );
}

function Second({ children }: { children: string | null }) {
  return (
    <Text size="xs" c="dimmed">
      {children}
    </Text>
  );
}
