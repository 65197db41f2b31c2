import { Alert, Anchor, Button, Skeleton, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { formatDuration } from '../../core/duration';
import { formatNumber } from '../../core/phoneNumber';
import { type CallDetail as Call, talkSeconds } from '../core/call';
import type { FeedSnapshot } from '../core/callFeed';
import { formatDate, nameOfCall, texts } from '../texts';
import { FindingCards } from './FindingCard';
import { StateBadge } from './StateBadge';
import { Timeline } from './Timeline';
import classes from './Timeline.module.css';
import { useCallDetail } from './useCallDetail';
import { useNow } from './useNow';

interface CallDetailProps {
  id: string;
  feed: FeedSnapshot;
}

/** One call. A call that the list does not have is asked for all the same: the address may name a leg's CallSid. */
export function CallDetail({ id, feed }: CallDetailProps) {
  const summary = feed.calls.find((call) => call.id === id || call.legs.some(({ sid }) => sid === id));
  const { loaded, reload } = useCallDetail(id, summary?.changed ?? 0);
  const heading = useRef<HTMLHeadingElement>(null);
  const isLoaded = loaded !== 'loading';
  useEffect(() => {
    if (isLoaded) heading.current?.focus();
  }, [isLoaded]);
  return (
    <article className={classes.stack} aria-labelledby="call-heading" aria-busy={!isLoaded}>
      <Anchor href="#" size="sm" className={classes.back}>
        <IconArrowLeft size={16} aria-hidden />
        {texts.back}
      </Anchor>
      {loaded === 'loading' && (
        <div role="status" aria-label={texts.loading} className={classes.stack}>
          <Skeleton height={90} />
          <Skeleton height={240} />
        </div>
      )}
      {loaded === 'gone' && (
        <Alert color="caution">
          <Title order={2} size="h4" id="call-heading" ref={heading} tabIndex={-1}>
            {texts.goneTitle}
          </Title>
          {texts.goneHint}
        </Alert>
      )}
      {loaded === 'failed' && (
        <Alert color="danger" role="alert">
          <Text mb="sm">{texts.detailError}</Text>
          <Button size="xs" variant="default" onClick={reload}>
            {texts.retry}
          </Button>
        </Alert>
      )}
      {typeof loaded === 'object' && (
        <>
          <CallHead call={loaded} offset={feed.clockOffsetMs} heading={heading} />
          <FindingCards findings={loaded.findings} />
          {loaded.legs.length > 0 && <Legs call={loaded} />}
          <Timeline steps={loaded.steps} canReplay={feed.canReplay} />
        </>
      )}
    </article>
  );
}

interface CallHeadProps {
  call: Call;
  offset: number;
  heading: React.RefObject<HTMLHeadingElement | null>;
}

function CallHead({ call, offset, heading }: CallHeadProps) {
  const now = useNow(!call.over);
  const seconds = talkSeconds(call, now + offset);
  return (
    <header className={classes.head}>
      <div className={classes.title}>
        <Title order={2} size="h3" id="call-heading" ref={heading} tabIndex={-1}>
          {nameOfCall(call)}
        </Title>
        <StateBadge state={call.state} />
      </div>
      <dl className={classes.facts}>
        <Fact name={texts.from} value={call.identity || texts.unknownCaller} />
        <Fact name={texts.started} value={formatDate(call.at_ms)} />
        {call.legs.length > 0 && (
          <Fact
            name={texts.talked}
            value={seconds === undefined ? texts.notAnswered : formatDuration(seconds)}
          />
        )}
        {call.ending && <Fact name={texts.ended} value={call.ending} />}
        {call.code !== null && <Fact name={texts.twiliosCode} value={String(call.code)} />}
        {call.times > 1 && <Fact name={texts.refusedCall} value={texts.refusedTimes(call.times)} />}
      </dl>
    </header>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Legs({ call }: { call: Call }) {
  return (
    <ul className={classes.legs} aria-label={texts.legs}>
      {call.legs.map((leg, index) => (
        <li key={leg.sid} className={classes.leg} data-leg={leg.sid}>
          <span>{index === 0 ? texts.browserLeg : texts.calleeLeg}</span>
          <StateBadge state={leg.status} />
          <span className={classes.mono}>{leg.sid}</span>
          {leg.to && <span className={classes.nowrap}>{formatNumber(leg.to)}</span>}
          <span className={classes.quiet}>
            {[leg.answered_by, leg.sip_response_code && `SIP ${leg.sip_response_code}`]
              .filter(Boolean)
              .join(', ')}
          </span>
        </li>
      ))}
    </ul>
  );
}
