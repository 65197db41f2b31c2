import { Chip, Group, Text } from '@mantine/core';
import type { AdminCompanyPage, CompanySearch } from '@teleperson/api';
import { words } from './texts';

export type Filter = keyof typeof words.filters;

const filters = Object.keys(words.filters) as Filter[];

export function searchOf(filter: Filter): CompanySearch {
  if (filter === 'all') return {};
  return filter === 'pending' ? { state: 'pending' } : { numbers: filter };
}

const countOf = (filter: Filter, counts: AdminCompanyPage['counts']): number =>
  ({
    all: counts.companies,
    pending: counts.pending,
    unverified: counts.unverified_numbers,
    lapsing: counts.lapsing_numbers,
    lapsed: counts.lapsed_numbers,
  })[filter];

interface FilterBarProps {
  value: Filter;
  counts: AdminCompanyPage['counts'] | undefined;
  onChange: (filter: Filter) => void;
}

/** What asks for attention, with how much of it there is. */
export function FilterBar({ value, counts, onChange }: FilterBarProps) {
  return (
    <Group gap="xs" role="group" aria-label={words.filter}>
      <Chip.Group value={value} onChange={(next) => onChange(next as Filter)}>
        {filters.map((filter) => (
          <Chip key={filter} value={filter} size="sm" variant="outline">
            {words.filters[filter]}
            {counts && (
              <Text span size="sm" c="dimmed" ml={6}>
                {countOf(filter, counts).toLocaleString()}
              </Text>
            )}
          </Chip>
        ))}
      </Chip.Group>
    </Group>
  );
}
