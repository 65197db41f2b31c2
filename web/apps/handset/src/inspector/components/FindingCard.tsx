import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Finding } from '../core/call';
import { texts } from '../texts';
import classes from './Findings.module.css';
import { SeverityMark } from './SeverityMark';

/** What is wrong, and what to do. `aside` stands below. */
export function FindingCard({ finding, aside }: { finding: Finding; aside?: ReactNode }) {
  const { id, severity, code, problem, remedy } = finding;
  return (
    <li className={classes.finding} data-severity={severity} data-finding={id}>
      <SeverityMark severity={severity} />
      <div className={classes.body}>
        <div className={classes.heading}>
          {problem}
          {code !== null && (
            <Anchor
              href={`https://www.twilio.com/docs/api/errors/${code}`}
              target="_blank"
              rel="noreferrer"
              size="sm"
              underline="always"
            >
              {texts.errorCode(code)}
            </Anchor>
          )}
        </div>
        <div>{remedy}</div>
        {aside}
      </div>
    </li>
  );
}

export function FindingCards({ findings }: { findings: Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <ul className={classes.findings}>
      {findings.map((finding) => (
        <FindingCard key={`${finding.id} ${finding.problem} ${finding.remedy}`} finding={finding} />
      ))}
    </ul>
  );
}
