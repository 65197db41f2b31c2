import { Badge } from '@mantine/core';

const colors: Record<string, string> = {
  'in-progress': 'call',
  completed: 'call',
  initiated: 'brand',
  ringing: 'brand',
  busy: 'caution',
  'no-answer': 'caution',
  canceled: 'gray',
  failed: 'danger',
  refused: 'danger',
};

/** A status in Twilio's word. */
export function StateBadge({ state }: { state: string }) {
  return (
    <Badge variant="light" color={colors[state] ?? 'gray'} tt="none" data-state={state}>
      {state}
    </Badge>
  );
}
