import { Badge, Text } from '@mantine/core';
import type { Webhook } from '../core/call';
import { newsOf, texts } from '../texts';
import { FieldList } from './FieldList';
import { Markup } from './Markup';
import classes from './Timeline.module.css';
import { WebhookActions } from './WebhookActions';

interface WebhookCardProps {
  webhook: Webhook;
  canReplay: boolean;
  hasFindings: boolean;
}

export function WebhookCard({ webhook, canReplay, hasFindings }: WebhookCardProps) {
  const { kind, method, url, params, attempts, finished, dropped, replay_of, answer } = webhook;
  const last = attempts.at(-1);
  const isRefused = last?.status === 401 || last?.status === 403;
  const news = newsOf(webhook);
  return (
    <details className={classes.webhook} open={hasFindings || kind === 'voice'} data-webhook={kind}>
      <summary>
        <span className={classes.summary}>
          <span>
            {texts.asked[kind]}
            {news && (
              <>
                : <b>{news}</b>
              </>
            )}
          </span>
          {replay_of !== null && (
            <Badge variant="light" color="brand" tt="none">
              {texts.replayed}
            </Badge>
          )}
          <Outcome webhook={webhook} />
        </span>
      </summary>
      <div className={classes.parts}>
        <div className={classes.part}>
          <code className={classes.url}>
            <b>{method}</b> {url}
          </code>
          {!dropped && (
            <Text size="sm" c="dimmed">
              {texts.signed} <span className={classes.mono}>{url}</span> {texts.signedWith}{' '}
              {isRefused && texts.signedNote}
            </Text>
          )}
          <details className={classes.inner}>
            <summary>
              {texts.parameters} ({params.length})
            </summary>
            <FieldList fields={params} />
          </details>
        </div>
        {attempts.length > 1 && (
          <div className={classes.part}>
            <div className={classes.label}>{texts.attemptsHeading}</div>
            <ol className={classes.attempts}>
              {attempts.map(({ status, error, duration_ms }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: attempts are only ever added at the end.
                <li key={index}>
                  {status ?? texts.noAnswer}, {texts.milliseconds(duration_ms)} {error}
                </li>
              ))}
            </ol>
          </div>
        )}
        {finished && last && (
          <div className={classes.part}>
            <div className={classes.label}>
              {texts.answer} {answer.content_type && <code>{answer.content_type}</code>}
            </div>
            {last.status === null && <Text size="sm">{last.error}</Text>}
            {answer.location && (
              <Text size="sm">
                {texts.redirectsTo} <code className={classes.url}>{answer.location}</code>
              </Text>
            )}
            {answer.body ? (
              <Markup text={answer.pretty || answer.body} />
            ) : (
              last.status !== null && (
                <Text size="sm" c="dimmed">
                  {texts.emptyAnswer}
                </Text>
              )
            )}
            {answer.body_bytes > answer.body.length && answer.body_bytes > 4096 && (
              <Text size="sm" c="dimmed">
                {texts.cut(answer.body_bytes)}
              </Text>
            )}
          </div>
        )}
        <WebhookActions webhook={webhook} canReplay={canReplay} />
      </div>
    </details>
  );
}

/** How it went, in a few words. */
function Outcome({ webhook: { attempts, finished, dropped } }: { webhook: Webhook }) {
  const last = attempts.at(-1);
  if (dropped) return <span className={classes.quiet}>{texts.dropped}</span>;
  if (!finished || !last) return <span className={classes.quiet}>{texts.waiting}</span>;
  const isGood = last.status !== null && last.status >= 200 && last.status < 300;
  return (
    <span className={classes.outcome}>
      <Badge variant="light" color={isGood ? 'call' : 'danger'} tt="none" data-status={last.status ?? 0}>
        {last.status ?? texts.noAnswer}
      </Badge>
      <span className={classes.quiet}>
        {attempts.length > 1
          ? `${texts.attempts(attempts.length)}, ${texts.milliseconds(last.duration_ms)}`
          : texts.milliseconds(last.duration_ms)}
      </span>
    </span>
  );
}
