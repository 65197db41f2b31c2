import { NativeSelect } from '@mantine/core';
import type { AudioDevice } from '@teleperson/call-core';
import { texts } from '../texts';

interface DeviceSelectProps {
  kind: 'microphone' | 'speaker';
  devices: AudioDevice[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

/** The browser's own select: it works with every assistive technology and in the narrowest panel. */
export function DeviceSelect({ kind, devices, chosen, onChoose }: DeviceSelectProps) {
  const label = texts.dock[kind];
  const options = devices.map(({ id, label: name }, index) => ({
    value: id,
    label: name || texts.dock.unnamed(label, index + 1),
  }));
  const hasDefault = devices.some(({ id }) => id === 'default');
  return (
    <NativeSelect
      label={label}
      size="sm"
      value={devices.some(({ id }) => id === chosen) ? chosen : hasDefault ? 'default' : ''}
      data={
        hasDefault ? options : [{ value: '', label: texts.dock.systemDefault, disabled: true }, ...options]
      }
      onChange={(event) => onChoose(event.currentTarget.value)}
    />
  );
}
