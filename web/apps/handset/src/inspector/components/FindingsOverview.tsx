import { Anchor, Text, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type CallSummary, findingsOfCalls } from '../core/call';
import { texts } from '../texts';
import { FindingCard } from './FindingCard';
import classes from './Findings.module.css';
import layout from './Timeline.module.css';

/** What is wrong over all calls; each leads to the last call that has it. */
export function FindingsOverview({ calls }: { calls: CallSummary[] }) {
  const found = findingsOfCalls(calls);
  return (
    <section className={layout.stack} aria-labelledby="findings-heading">
      <div>
        <Title order={2} size="h4" id="findings-heading">
          {texts.findingsHeading}
        </Title>
        <Text size="sm" c="dimmed">
          {found.length > 0 ? texts.findingsIntro : texts.choose}
        </Text>
      </div>
      {found.length === 0 ? (
        <div className={layout.fine}>
          <IconCheck size={20} aria-hidden />
          {texts.noFindings}
        </div>
      ) : (
        <ul className={classes.findings}>
          {found.map(({ finding, calls: having }) => (
            <FindingCard
              key={`${finding.id} ${finding.problem}`}
              finding={finding}
              aside={
                <Anchor href={`#${having[0]}`} size="sm" underline="always">
                  {texts.inCalls(having.length)}
                </Anchor>
              }
            />
          ))}
        </ul>
      )}
    </section>
  );
}
