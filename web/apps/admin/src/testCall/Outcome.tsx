import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { VoiceState } from '@teleperson/api';
import type { CallSnapshot } from '@teleperson/call-core';
import { explainCode } from '../errors/explainCode';
import { type Line, whereItStopped } from './story';
import { adviseOn, describeLine, testTexts } from './texts';

interface OutcomeProps {
  lines: Line[];
  snapshot: CallSnapshot;
  state: VoiceState;
}

/** What the test call came to, in a sentence. */
export function Outcome({ lines, snapshot, state }: OutcomeProps) {
  const stopped = whereItStopped(lines);
  const result = stopped ? 'stopped' : lines.some(({ name }) => name === 'sound') ? 'works' : 'canceled';
  const code = snapshot.phase === 'failed' ? snapshot.code : undefined;
  const text =
    result === 'works' ? testTexts.worksText : stopped ? explain(stopped, state) : testTexts.canceled;
  return (
    <Alert
      role="status"
      data-test-result={result}
      data-test-reason={stopped?.reason ?? (snapshot.phase === 'ended' ? snapshot.reason : undefined)}
      color={result === 'works' ? 'call' : 'caution'}
      icon={result === 'works' ? <IconCircleCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
      title={result === 'works' ? testTexts.works : testTexts.stopped}
    >
      {text}
      {stopped && code !== undefined && (
        <Text size="sm" mt={6} data-test-code={code}>
          {explainCode(code)}
        </Text>
      )}
    </Alert>
  );
}

function explain(stopped: Line, state: VoiceState): string {
  const { text, value } = adviseOn(stopped, state);
  return `${describeLine(stopped)}. ${text} ${value ?? ''}`;
}
