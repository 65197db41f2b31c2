import { Text } from '@mantine/core';
import type { QualityHint as Hint, Quality } from '@teleperson/call-core';
import { useTexts } from '@teleperson/texts';
import { useSteady } from './useSteady';

/** What disturbs the call, in plain words. Shown and read aloud when it has lasted: a moment's trouble needs no advice. */
export function QualityHint({ quality, muted }: { quality: Quality; muted: boolean }) {
  const t = useTexts();
  const { hint } = quality;
  const steady = useSteady<Hint | undefined>(muted && hint === 'microphone_silent' ? undefined : hint, 3000);
  return (
    <div role="status" data-quality-hint={steady}>
      {steady && (
        <Text size="xs" px="md" pt="xs">
          {t(`dialer.qualityHint.${steady}`)}
        </Text>
      )}
    </div>
  );
}
