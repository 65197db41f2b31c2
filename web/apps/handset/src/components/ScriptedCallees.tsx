import { Alert, Button, Skeleton, Table, Text, Title } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import type { SandboxInfo } from '../core/sandboxInfo';
import { texts } from '../texts';
import classes from './Panel.module.css';
import { useSandboxInfo } from './useSandboxInfo';

export function ScriptedCallees() {
  const { result, reload } = useSandboxInfo();
  return (
    <section className={classes.panel} aria-labelledby="scripted-heading">
      <Title order={2} size="h4" id="scripted-heading">
        {texts.scriptedHeading}
      </Title>
      <Text size="sm" c="dimmed">
        {texts.scriptedIntro}
      </Text>
      {result === 'loading' && (
        <div role="status" aria-label={texts.loading} className={classes.skeletons}>
          {['a', 'b', 'c', 'd', 'e'].map((row) => (
            <Skeleton key={row} height={20} />
          ))}
        </div>
      )}
      {result === 'failed' && (
        <Alert color="danger" icon={<IconPlugConnectedX aria-hidden />} role="alert">
          <Text size="sm" mb="sm">
            {texts.scriptedError}
          </Text>
          <Button size="xs" variant="default" onClick={reload}>
            {texts.retry}
          </Button>
        </Alert>
      )}
      {typeof result === 'object' && <Listing info={result} />}
    </section>
  );
}

function Listing({ info: { scripted, callerIds } }: { info: SandboxInfo }) {
  if (scripted.length === 0) return <Text size="sm">{texts.scriptedEmpty}</Text>;
  return (
    <>
      <Table verticalSpacing={6} horizontalSpacing={0} className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.scriptedNumber}</Table.Th>
            <Table.Th>{texts.scriptedBehaviour}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {scripted.map(({ number, behaviour }) => (
            <Table.Tr key={number}>
              <Table.Td className={classes.number}>{number}</Table.Td>
              <Table.Td>{behaviour}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {callerIds.length > 0 && (
        <Text size="sm" c="dimmed" className={classes.note}>
          {texts.callerIds(callerIds)}
        </Text>
      )}
    </>
  );
}
