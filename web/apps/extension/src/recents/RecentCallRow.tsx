import { Text } from '@mantine/core';
import type { DialTarget } from '@teleperson/call-core';
import {
  type Access,
  CallOrPhone,
  explainOutcome,
  formatDuration,
  PhoneNumberText,
} from '@teleperson/dialer';
import { useFormats, useTexts } from '@teleperson/texts';
import classes from './RecentCallRow.module.css';
import type { RecentCall } from './recentCalls';

interface RecentCallRowProps {
  call: RecentCall;
  access: Access;
  onCall: (target: DialTarget) => void;
}

export function RecentCallRow({ call, access, onCall }: RecentCallRowProps) {
  const t = useTexts();
  const formats = useFormats();
  const { target, reason, durationSeconds, startedAtMs } = call;
  const outcome = reason ? explainOutcome(t, reason) : t('extension.recents.unfinished');
  return (
    <li className={classes.row}>
      <div className={classes.about}>
        <Text size="sm" fw={600} truncate dir="auto" w="fit-content" maw="100%">
          {target.company}
        </Text>
        <Text size="sm" component="div" className={classes.number}>
          <bdi>{target.label}</bdi>
          <PhoneNumberText display={target.display} />
        </Text>
        <Text size="xs" c="dimmed">
          {formats.dateTime(startedAtMs)} · {outcome}
          {durationSeconds ? ` · ${formatDuration(durationSeconds)}` : ''}
        </Text>
      </div>
      <CallOrPhone target={target} callable access={access} onCall={onCall} />
    </li>
  );
}
