import { Alert, Anchor, Badge, Button } from '@mantine/core';
import { IconDeviceMobile, IconPlugConnectedX } from '@tabler/icons-react';
import { ColorSchemeToggle, Wordmark } from '@teleperson/ui';
import { useSyncExternalStore } from 'react';
import { CallDetail } from './components/CallDetail';
import { CallList } from './components/CallList';
import { FindingsOverview } from './components/FindingsOverview';
import { useChosenCall } from './components/useChosenCall';
import type { CallFeed, Connection } from './core/callFeed';
import classes from './InspectorPage.module.css';
import { texts } from './texts';

const colors: Record<Connection, string> = {
  connecting: 'gray',
  live: 'call',
  offline: 'danger',
  refused: 'danger',
};

export function InspectorPage({ feed }: { feed: CallFeed }) {
  const snapshot = useSyncExternalStore(feed.subscribe, feed.getSnapshot);
  const chosen = useChosenCall();
  const { connection, calls, loaded } = snapshot;
  return (
    <div
      className={classes.page}
      data-call-open={chosen !== '' || undefined}
      data-empty={(chosen === '' && calls.length === 0) || undefined}
    >
      <header className={classes.header}>
        <Wordmark page={texts.page} heading />
        <div className={classes.tools}>
          <Badge
            role="status"
            variant="light"
            color={colors[connection]}
            tt="none"
            size="lg"
            data-connection={connection}
          >
            {texts.connection[connection]}
          </Badge>
          <Anchor href="../" size="sm" className={classes.phones} aria-label={texts.phonesPage}>
            <IconDeviceMobile size={18} aria-hidden />
            <span>{texts.phonesPage}</span>
          </Anchor>
          <ColorSchemeToggle />
        </div>
      </header>
      {(connection === 'offline' || connection === 'refused') && (
        <div className={classes.notice}>
          <Alert
            role="alert"
            color="danger"
            icon={<IconPlugConnectedX aria-hidden />}
            title={connection === 'offline' ? texts.offlineTitle : texts.refusedTitle}
          >
            {connection === 'offline' ? texts.offlineHint : texts.refusedHint}
            <div>
              <Button mt="sm" size="xs" variant="default" onClick={feed.start}>
                {texts.retry}
              </Button>
            </div>
          </Alert>
        </div>
      )}
      <main className={classes.main}>
        <div className={classes.list}>
          <CallList calls={calls} chosen={chosen} isLoading={!loaded && connection === 'connecting'} />
        </div>
        <div className={classes.detail}>
          {chosen ? (
            <CallDetail key={chosen} id={chosen} feed={snapshot} />
          ) : (
            loaded && calls.length > 0 && <FindingsOverview calls={calls} />
          )}
        </div>
      </main>
    </div>
  );
}
