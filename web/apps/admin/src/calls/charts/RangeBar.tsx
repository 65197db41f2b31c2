import { Group, NativeSelect, TextInput } from '@mantine/core';
import { callTexts } from '../texts';
import type { Range, RangeName } from './range';

const words = callTexts.charts;
const names = Object.keys(words.ranges) as RangeName[];

export function RangeBar({ range, onChange }: { range: Range; onChange: (range: Range) => void }) {
  return (
    <Group gap="sm" align="flex-end">
      <NativeSelect
        label={words.range}
        data={names.map((name) => ({ value: name, label: words.ranges[name] }))}
        value={range.name}
        onChange={({ currentTarget: { value } }) => onChange({ ...range, name: value as RangeName })}
      />
      {range.name === 'custom' && (
        <>
          <TextInput
            type="date"
            label={words.first}
            value={range.first}
            max={range.last || undefined}
            onChange={({ currentTarget: { value } }) => onChange({ ...range, first: value })}
          />
          <TextInput
            type="date"
            label={words.last}
            value={range.last}
            min={range.first || undefined}
            onChange={({ currentTarget: { value } }) => onChange({ ...range, last: value })}
          />
        </>
      )}
    </Group>
  );
}
