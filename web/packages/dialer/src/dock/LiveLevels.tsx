import { Group, Text } from '@mantine/core';
import type { CallBackend } from '@teleperson/call-core';
import { useTexts } from '@teleperson/texts';
import { LevelMeter } from '@teleperson/ui';
import { useEffect, useState } from 'react';

/** How loud both sides are, now. */
export function LiveLevels({ backend }: { backend: CallBackend }) {
  const t = useTexts();
  const [levels, setLevels] = useState({ microphone: 0, remote: 0 });
  useEffect(() => backend.subscribeLevels(setLevels), [backend]);
  return (
    <Group gap="xl">
      <Level label={t('dialer.sound.yourVoice')} level={levels.microphone} />
      <Level label={t('dialer.sound.theirVoice')} level={levels.remote} />
    </Group>
  );
}

function Level({ label, level }: { label: string; level: number }) {
  return (
    <Group gap="xs" wrap="nowrap">
      <Text size="xs" c="dimmed" aria-hidden>
        {label}
      </Text>
      {/* Speech is quiet on a linear scale; its square root fills the meter as ears would. */}
      <LevelMeter label={label} level={Math.sqrt(level)} />
    </Group>
  );
}
