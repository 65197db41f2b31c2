import { formatDuration } from '../../core/duration';
import { type CallSummary, talkSeconds, worstSeverity } from '../core/call';
import { formatTime, nameOfCall, texts } from '../texts';
import classes from './CallList.module.css';
import { SeverityMark } from './SeverityMark';
import { StateBadge } from './StateBadge';

interface CallRowProps {
  call: CallSummary;
  isChosen: boolean;
  now: number;
}

export function CallRow({ call, isChosen, now }: CallRowProps) {
  const seconds = talkSeconds(call, now);
  const worst = worstSeverity(call.findings);
  return (
    <li>
      <a
        href={`#${call.id}`}
        className={classes.row}
        aria-current={isChosen || undefined}
        data-call={call.id}
        data-over={call.over}
      >
        <span className={classes.line}>
          <span className={classes.number}>{nameOfCall(call)}</span>
          <StateBadge state={call.state} />
        </span>
        <span className={classes.line}>
          <span className={classes.who}>
            <time dateTime={new Date(call.at_ms).toISOString()}>{formatTime(call.at_ms)}</time>
            <span className={classes.identity}>{call.identity || texts.unknownCaller}</span>
          </span>
          <span className={classes.facts}>
            {call.times > 1 && <span>{`×${call.times}`}</span>}
            {call.code !== null && <span>{call.code}</span>}
            {seconds !== undefined && <span>{formatDuration(seconds)}</span>}
            {worst && <SeverityMark severity={worst} />}
          </span>
        </span>
      </a>
    </li>
  );
}
