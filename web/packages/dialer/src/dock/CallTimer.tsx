import { useTexts } from '@teleperson/texts';
import { useEffect, useState } from 'react';
import { formatDuration } from '../format';
import classes from './CallTimer.module.css';

/** Counts up from `sinceMs` (epoch). Silent for screen readers, who would otherwise hear it every second. */
export function CallTimer({ sinceMs }: { sinceMs: number }) {
  const t = useTexts();
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return (
    <span role="timer" aria-label={t('dialer.dock.duration')} aria-live="off" className={classes.timer}>
      {formatDuration((nowMs - sinceMs) / 1000)}
    </span>
  );
}
