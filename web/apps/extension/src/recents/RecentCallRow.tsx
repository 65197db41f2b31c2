import { Text } from '@mantine/core';
import type { DialTarget } from '@teleperson/call-core';
import { type Access, CallOrPhone, explainOutcome, formatDuration } from '@teleperson/dialer';
import { useTexts } from '@teleperson/texts';
import classes from './RecentCallRow.module.css';
import type { RecentCall } from './recentCalls';

interface RecentCallRowProps {
  call: RecentCall;
  access: Access;
  onCall: (target: DialTarget) => void;
}

export function RecentCallRow({ call, access, onCall }: RecentCallRowProps) {
  const t = useTexts();
  const { target, reason, durationSeconds, startedAtMs } = call;
  const outcome = reason ? explainOutcome(reason) : t('extension.recents.unfinished');
  return (
    <li className={classes.row}>
      <div className={classes.about}>
        <Text size="sm" fw={600} truncate>
          {target.company}
        </Text>
        <Text size="sm">
          {target.label} · <bdi dir="ltr">{target.display}</bdi>
        </Text>
        <Text size="xs" c="dimmed">
          {when.format(startedAtMs)} · {outcome}
          {durationSeconds ? ` · ${formatDuration(durationSeconds)}` : ''}
        </Text>
      </div>
      <CallOrPhone target={target} callable access={access} onCall={onCall} />
    </li>
  );
}

const when = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
