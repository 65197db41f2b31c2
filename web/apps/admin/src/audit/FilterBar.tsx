import { Box, Button, NativeSelect, TextInput } from '@mantine/core';
import type { AdminClient } from '@teleperson/api';
import classes from './FilterBar.module.css';
import { type Filters, isFiltered, noFilters } from './filters';
import { actions, words } from './texts';
import { UserPicker } from './UserPicker';

interface FilterBarProps {
  client: AdminClient;
  filters: Filters;
  onChange: (filters: Filters) => void;
}

export function FilterBar({ client, filters, onChange }: FilterBarProps) {
  const field = (name: 'action' | 'from' | 'until') => ({
    value: filters[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...filters, [name]: event.currentTarget.value }),
  });
  return (
    <Box className={classes.filters} role="search">
      <NativeSelect
        className={classes.wide}
        label={words.action}
        data={[{ value: '', label: words.anyAction }, ...groupedActions]}
        {...field('action')}
      />
      <UserPicker
        client={client}
        label={words.by}
        value={filters.actorId}
        onChange={(actorId) => onChange({ ...filters, actorId })}
      />
      <UserPicker
        client={client}
        label={words.aboutUser}
        value={filters.targetId}
        onChange={(targetId) => onChange({ ...filters, targetId })}
      />
      <TextInput type="date" label={words.from} max={filters.until || undefined} {...field('from')} />
      <TextInput type="date" label={words.until} min={filters.from || undefined} {...field('until')} />
      {isFiltered(filters) && (
        <Button className={classes.clear} variant="subtle" onClick={() => onChange(noFilters)}>
          {words.clear}
        </Button>
      )}
    </Box>
  );
}

/** Each group can be asked for as a whole, by the prefix that its actions share. */
const groupedActions = Object.entries(words.groups).map(([prefix, group]) => {
  const items = Object.entries(actions)
    .filter(([action]) => action.startsWith(`${prefix}.`))
    .map(([value, label]) => ({ value, label }));
  const all = { value: `${prefix}.`, label: words.allOfGroup(group) };
  return { group, items: items.length > 1 ? [all, ...items] : items };
});
