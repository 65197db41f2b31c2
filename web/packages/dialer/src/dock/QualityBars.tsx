import type { Quality, QualityGrade } from '@teleperson/call-core';
import { useTexts } from '@teleperson/texts';
import classes from './QualityBars.module.css';

const lit: Record<QualityGrade, number> = { unknown: 0, poor: 1, fair: 2, good: 3 };

/** The line's quality as three bars, with its name. */
export function QualityBars({ quality }: { quality: Quality }) {
  const t = useTexts();
  return (
    <span className={classes.quality} data-grade={quality.grade}>
      <span aria-hidden className={classes.bars}>
        {[1, 2, 3].map((bar) => (
          <span key={bar} data-lit={bar <= lit[quality.grade] || undefined} />
        ))}
      </span>
      {t(`dialer.quality.${quality.grade}`)}
    </span>
  );
}
