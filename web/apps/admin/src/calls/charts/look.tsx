import type { Sums } from './statistics';

/** In the theme's colours; each outcome has a pattern as well, for eyes that do not tell colours apart. */
export const fills = {
  answered: 'var(--mantine-color-call-6)',
  voicemail: 'url(#voicemail-pattern)',
  failed: 'url(#failed-pattern)',
  plain: 'var(--mantine-color-brand-6)',
} as const;

export const outcomes = ['answered', 'voicemail', 'failed'] as const satisfies (keyof Sums)[];

/** What stands beside, below and behind every chart. */
export const axis = { stroke: 'var(--mantine-color-dimmed)', fontSize: 12, tickLine: false } as const;
export const grid = { stroke: 'var(--tp-border)', vertical: false } as const;
export const margin = { top: 8, right: 8, bottom: 0, left: 0 };
export const tooltip = {
  isAnimationActive: false,
  cursor: { fill: 'var(--tp-border)', opacity: 0.5 },
  contentStyle: {
    background: 'var(--mantine-color-body)',
    border: '1px solid var(--tp-border)',
    borderRadius: 'var(--mantine-radius-md)',
    fontSize: 12,
  },
  itemStyle: { color: 'var(--mantine-color-text)' },
} as const;

/** Once on the page: patterns are found by their ids. */
export function Patterns() {
  return (
    <svg width={0} height={0} aria-hidden style={{ position: 'absolute' }}>
      <defs>
        <pattern id="voicemail-pattern" width={6} height={6} patternUnits="userSpaceOnUse">
          <rect width={6} height={6} fill="var(--mantine-color-caution-4)" />
          <circle cx={3} cy={3} r={1.3} fill="var(--mantine-color-caution-8)" />
        </pattern>
        <pattern
          id="failed-pattern"
          width={6}
          height={6}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width={6} height={6} fill="var(--mantine-color-danger-5)" />
          <rect width={2} height={6} fill="var(--mantine-color-danger-8)" />
        </pattern>
      </defs>
    </svg>
  );
}

/** What the fills mean. */
export function Legend({ names }: { names: Record<(typeof outcomes)[number], string> }) {
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, justifyContent: 'center', fontSize: 12 }}>
      {outcomes.map((outcome) => (
        <span key={outcome} style={{ display: 'inline-flex', alignItems: 'center', gap: 6 }}>
          <svg width={14} height={14} aria-hidden>
            <rect width={14} height={14} rx={3} fill={fills[outcome]} />
          </svg>
          {names[outcome]}
        </span>
      ))}
    </div>
  );
}
