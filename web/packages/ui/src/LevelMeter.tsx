import classes from './LevelMeter.module.css';

interface LevelMeterProps {
  /** Loudness, 0 to 1. Values outside are clipped. */
  level: number;
  /** What is being measured, for people who cannot see it. */
  label: string;
}

/** A row of bars that fill with loudness. */
export function LevelMeter({ level, label }: LevelMeterProps) {
  const clipped = Math.min(1, Math.max(0, Number.isFinite(level) ? level : 0));
  const lit = Math.round(clipped * bars.length);
  return (
    <span className={classes.meter}>
      <meter className={classes.value} aria-label={label} min={0} max={1} value={clipped} />
      {bars.map((bar) => (
        <span key={bar} aria-hidden className={classes.bar} data-lit={bar < lit || undefined} />
      ))}
    </span>
  );
}

const bars = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
