import type { CallBackend, CallSnapshot } from '@teleperson/call-core';
import { useTexts } from '@teleperson/texts';
import { ActiveCall } from './ActiveCall';
import classes from './CallDock.module.css';
import { CallOver } from './CallOver';
import { useDockFocus } from './useDockFocus';

interface CallDockProps {
  backend: CallBackend;
  call: CallSnapshot;
  upgradeUrl: string | undefined;
}

/**
 * The call, at the bottom of the page: a bar of 48 px while there is one, and then why it ended. Tests find the state
 * in `data-call-state` (the snapshot's phase) and the reason for an end in `data-call-reason`.
 */
export function CallDock({ backend, call, upgradeUrl }: CallDockProps) {
  const t = useTexts();
  const dock = useDockFocus(call);
  if (call.phase === 'idle') return null;
  const over = call.phase === 'ended' || call.phase === 'failed';
  return (
    <section
      ref={dock}
      tabIndex={-1}
      aria-label={t('dialer.dock.region', { company: call.target.company })}
      className={classes.dock}
      data-call-state={call.phase}
      data-call-reason={over ? call.reason : undefined}
    >
      {over ? (
        <CallOver backend={backend} call={call} upgradeUrl={upgradeUrl} />
      ) : (
        <ActiveCall backend={backend} call={call} />
      )}
    </section>
  );
}
