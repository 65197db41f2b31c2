import { Text } from '@mantine/core';
import type { CallPhase } from '@teleperson/call-core';
import { useEffect, useState } from 'react';
import { texts } from '../texts';

const hints: Partial<Record<CallPhase, string>> = texts.phaseHelp;

/** What to do in a phase that lasts: most microphones are allowed already, and most trouble passes in an instant. */
export function PhaseHint({ phase }: { phase: CallPhase }) {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLasting(true), 600);
    return () => clearTimeout(timer);
  }, []);
  const hint = hints[phase];
  if (!hint || !lasting) return null;
  return (
    <Text size="xs" px="md" pt="xs">
      {hint}
    </Text>
  );
}
