import { NativeSelect } from '@mantine/core';
import type { AudioDevice } from '@teleperson/call-core';
import { useTexts } from '@teleperson/texts';

interface DeviceSelectProps {
  kind: 'microphone' | 'speaker';
  devices: AudioDevice[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

const unnamed = {
  microphone: 'dialer.sound.unnamedMicrophone',
  speaker: 'dialer.sound.unnamedSpeaker',
} as const;

/** The browser's own select: it works with every assistive technology and in the narrowest panel. */
export function DeviceSelect({ kind, devices, chosen, onChoose }: DeviceSelectProps) {
  const t = useTexts();
  const options = devices.map(({ id, label: name }, index) => ({
    value: id,
    label: name || t(unnamed[kind], { position: index + 1 }),
  }));
  const hasDefault = devices.some(({ id }) => id === 'default');
  return (
    <NativeSelect
      label={t(`dialer.sound.${kind}`)}
      size="sm"
      value={devices.some(({ id }) => id === chosen) ? chosen : hasDefault ? 'default' : ''}
      data={
        hasDefault
          ? options
          : [{ value: '', label: t('dialer.sound.systemDefault'), disabled: true }, ...options]
      }
      onChange={(event) => onChoose(event.currentTarget.value)}
    />
  );
}
