import { Stack, Text } from '@mantine/core';
import type { CallBackend, Quality } from '@teleperson/call-core';
import { useTexts } from '@teleperson/texts';
import { useState } from 'react';
import { DeviceSelect } from './DeviceSelect';
import { LiveLevels } from './LiveLevels';
import { QualityBars } from './QualityBars';
import classes from './SoundPanel.module.css';
import { useAudioDevices } from './useAudioDevices';

/** Loudness, line quality, and which microphone and speaker are used. */
export function SoundPanel({ backend, quality }: { backend: CallBackend; quality: Quality }) {
  const t = useTexts();
  const { devices } = backend;
  const [available, reload] = useAudioDevices(devices);
  const [failed, setFailed] = useState(false);
  const choose = (change: Promise<void>) => {
    setFailed(false);
    change.catch(() => setFailed(true)).finally(reload);
  };
  return (
    <Stack gap="sm" className={classes.panel}>
      <LiveLevels backend={backend} />
      <Text size="sm" component="div">
        <QualityBars quality={quality} />
        {quality.hint && (
          <Text size="xs" c="dimmed">
            {t(`dialer.qualityHint.${quality.hint}`)}
          </Text>
        )}
      </Text>
      {available && (
        <DeviceSelect
          kind="microphone"
          devices={available.microphones}
          chosen={available.chosen.microphone}
          onChoose={(id) => choose(devices.chooseMicrophone(id))}
        />
      )}
      {available && available.speakers.length > 0 && (
        <DeviceSelect
          kind="speaker"
          devices={available.speakers}
          chosen={available.chosen.speaker}
          onChoose={(id) => choose(devices.chooseSpeaker(id))}
        />
      )}
      {failed && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {t('dialer.sound.failed')}
        </Text>
      )}
    </Stack>
  );
}
