import { Text } from '@mantine/core';
import type { CallPhase } from '@teleperson/call-core';
import { useTexts } from '@teleperson/texts';
import { useEffect, useState } from 'react';

const hints = {
  'requesting-microphone': 'dialer.phaseHelp.requesting-microphone',
  reconnecting: 'dialer.phaseHelp.reconnecting',
} as const satisfies Partial<Record<CallPhase, string>>;

const hasHint = (phase: CallPhase): phase is keyof typeof hints => phase in hints;

/** What to do in a phase that lasts: most microphones are allowed already, and most trouble passes in an instant. */
export function PhaseHint({ phase }: { phase: CallPhase }) {
  const t = useTexts();
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLasting(true), 600);
    return () => clearTimeout(timer);
  }, []);
  if (!hasHint(phase) || !lasting) return null;
  return (
    <Text size="xs" px="md" pt="xs">
      {t(hints[phase])}
    </Text>
  );
}
