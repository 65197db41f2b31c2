import { Code, Loader, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import type { VoiceState } from '@teleperson/api';
import { PlaceLink } from '../shell/PlaceLink';
import classes from './Steps.module.css';
import type { Line, LineState } from './story';
import { adviseOn, describeLine, places, testTexts } from './texts';

interface StepsProps {
  lines: Line[];
  startedAtMs: number;
  state: VoiceState;
}

/** What happened so far, where it stands, and what to do where it stopped. */
export function Steps({ lines, startedAtMs, state }: StepsProps) {
  return (
    <ol
      className={classes.steps}
      aria-label={testTexts.steps}
      aria-live="polite"
      aria-relevant="additions text"
    >
      {lines.map((line) => (
        <li key={line.name} className={classes.step} data-step={line.name} data-state={line.state}>
          <span className={classes.icon}>
            <Mark state={line.state} />
          </span>
          <div className={classes.words}>
            <Text size="sm" fw={line.state === 'failed' ? 600 : undefined}>
              {describeLine(line)}
              <VisuallyHidden> ({testTexts.states[line.state]})</VisuallyHidden>
            </Text>
            {line.state === 'failed' && <Remedy line={line} state={state} />}
          </div>
          <Text size="xs" c="dimmed" className={classes.side}>
            {testTexts.sides[line.side]}
            {line.atMs !== undefined && ` · ${after(line.atMs - startedAtMs)}`}
          </Text>
        </li>
      ))}
    </ol>
  );
}

/** The clocks of browser and server may differ a little. */
const after = (ms: number) => `+${(Math.max(0, ms) / 1000).toFixed(1)} s`;

function Mark({ state }: { state: LineState }) {
  if (state === 'waiting') return <Loader size={16} aria-hidden />;
  if (state === 'failed') return <IconCircleX size={18} color="var(--mantine-color-error)" aria-hidden />;
  return <IconCircleCheck size={18} color="var(--mantine-color-call-filled)" aria-hidden />;
}

function Remedy({ line, state }: { line: Line; state: VoiceState }) {
  const { text, value, to } = adviseOn(line, state);
  return (
    <Stack gap={6} align="flex-start" mt={2}>
      <Text size="sm">
        {text} {value && <Code className={classes.value}>{value}</Code>}
      </Text>
      {to && <PlaceLink to={places[to]}>{testTexts.goTo[to]}</PlaceLink>}
    </Stack>
  );
}
