import { CloseButton, Loader, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTexts } from '@teleperson/texts';
import { useRef } from 'react';

interface SearchBoxProps {
  value: string;
  onChange: (text: string) => void;
  searching: boolean;
}

export function SearchBox({ value, onChange, searching }: SearchBoxProps) {
  const t = useTexts();
  const input = useRef<HTMLInputElement>(null);
  const clear = () => {
    onChange('');
    input.current?.focus();
  };
  return (
    <search>
      <TextInput
        ref={input}
        size="md"
        aria-label={t('dialer.directory.search')}
        placeholder={t('dialer.directory.placeholder')}
        value={value}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        leftSection={searching ? <Loader size={16} /> : <IconSearch size={18} aria-hidden />}
        rightSection={value && <CloseButton aria-label={t('dialer.directory.clear')} onClick={clear} />}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value) clear();
        }}
      />
    </search>
  );
}
