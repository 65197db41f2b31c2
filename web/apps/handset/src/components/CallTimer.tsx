import { useEffect, useState } from 'react';
import { formatDuration } from '../core/duration';

interface CallTimerProps {
  /** Milliseconds of the clock `now`. */
  since: number;
  now: () => number;
}

export function CallTimer({ since, now }: CallTimerProps) {
  const [time, setTime] = useState(now);
  useEffect(() => {
    const ticker = setInterval(() => setTime(now()), 250);
    return () => clearInterval(ticker);
  }, [now]);
  return <span role="timer">{formatDuration(Math.max(0, Math.floor((time - since) / 1000)))}</span>;
}
