import { Title } from '@mantine/core';
import {
  IconFlag,
  IconKey,
  IconPhoneCall,
  IconPhoneIncoming,
  IconPhoneOff,
  IconPhoneOutgoing,
  IconWebhook,
} from '@tabler/icons-react';
import type { Finding, Step } from '../core/call';
import { formatMilliseconds, texts } from '../texts';
import { FieldList } from './FieldList';
import { SeverityMark } from './SeverityMark';
import classes from './Timeline.module.css';
import { WebhookCard } from './WebhookCard';

const icons: Record<Step['kind'], typeof IconKey> = {
  token: IconKey,
  call: IconPhoneOutgoing,
  webhook: IconWebhook,
  dial: IconPhoneCall,
  leg: IconPhoneIncoming,
  cause: IconPhoneOff,
  end: IconFlag,
};

interface TimelineProps {
  steps: Step[];
  canReplay: boolean;
}

export function Timeline({ steps, canReplay }: TimelineProps) {
  return (
    <section aria-labelledby="timeline-heading">
      <Title order={3} size="h4" id="timeline-heading" mb="sm">
        {texts.timeline}
      </Title>
      <ol className={classes.steps}>
        {steps.map((step, index) => {
          const Icon = icons[step.kind] ?? IconFlag;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added at the end.
            <li key={index} className={classes.step} data-step={step.kind}>
              <span className={classes.icon}>
                <Icon size={16} aria-hidden />
              </span>
              <time className={classes.time} dateTime={new Date(step.at_ms).toISOString()}>
                {formatMilliseconds(step.at_ms)}
              </time>
              <div className={classes.content}>
                {step.webhook ? (
                  <WebhookCard
                    webhook={step.webhook}
                    canReplay={canReplay}
                    hasFindings={step.findings.length > 0}
                  />
                ) : (
                  <div>{step.kind === 'webhook' ? texts.forgotten : step.text}</div>
                )}
                <FieldList fields={step.details} />
                <Marks findings={step.findings} />
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** Where in the call a finding comes from; what to do about it stands at the call's head. */
function Marks({ findings }: { findings: Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <ul className={classes.marks}>
      {findings.map(({ id, severity, problem, remedy }) => (
        <li key={`${id} ${problem} ${remedy}`} className={classes.mark}>
          <SeverityMark severity={severity} />
          <span>{problem}</span>
        </li>
      ))}
    </ul>
  );
}
