import { NativeSelect } from '@mantine/core';
import type { AudioDevice } from '@teleperson/call-core';
import { texts } from '../texts';

interface DeviceSelectProps {
  label: string;
  devices: AudioDevice[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

/** The browser's own select: it works with every assistive technology and in the narrowest panel. */
export function DeviceSelect({ label, devices, chosen, onChoose }: DeviceSelectProps) {
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
