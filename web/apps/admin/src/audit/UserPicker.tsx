import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { AdminClient, User } from '@teleperson/api';
import { useState } from 'react';
import { words } from './texts';

interface UserPickerProps {
  client: AdminClient;
  label: string;
  value: string | null;
  onChange: (userId: string | null) => void;
}

/** Finds a user by name, e-mail address or id, so that nobody has to know an id. */
export function UserPicker({ client, label, value, onChange }: UserPickerProps) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Option>();
  const [open, setOpen] = useState(false);
  // The field shows the chosen one's label, which is no search.
  const [query] = useDebouncedValue(text === chosen?.label ? '' : text.trim(), 200);
  const found = useQuery({
    queryKey: ['users', 'picker', query],
    queryFn: ({ signal }) => client.searchUsers(query, '', signal),
    enabled: open,
    placeholderData: keepPreviousData,
  });
  const options = (found.data?.users ?? []).map(toOption);
  const current = value !== null && chosen?.value === value ? chosen : undefined;
  const data =
    current && !options.some((option) => option.value === current.value) ? [current, ...options] : options;
  return (
    <Select
      label={label}
      placeholder={words.anybody}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': `${words.clear}: ${label}` }}
      value={value}
      data={data}
      filter={({ options: all }) => all}
      nothingFoundMessage={found.isFetching ? words.findUser : words.nobodyFound}
      maxDropdownHeight={260}
      spellCheck={false}
      searchValue={value === null || current ? text : ''}
      onSearchChange={setText}
      onDropdownOpen={() => setOpen(true)}
      onChange={(id) => {
        setChosen(data.find((option) => option.value === id));
        onChange(id);
      }}
    />
  );
}

interface Option {
  value: string;
  label: string;
}

const toOption = ({ id, first_name, email }: User): Option => ({
  value: id,
  label: [first_name, email ?? id].filter(Boolean).join(' · '), // Names alone may be those of many.
});
