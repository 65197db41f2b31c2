import { TagsInput, Textarea, TextInput } from '@mantine/core';
import type { Draft, Problems } from './companyForm';
import { words } from './texts';

interface CompanyFieldsProps {
  draft: Draft;
  problems: Problems;
  onEdit: (change: Partial<Draft>) => void;
}

export function CompanyFields({ draft, problems, onEdit }: CompanyFieldsProps) {
  const text = (field: Exclude<keyof Draft, 'aliases'>) => ({
    value: draft[field],
    error: problems[field],
    maxLength: field === 'description' ? 2000 : 500,
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => onEdit({ [field]: event.currentTarget.value }),
  });
  return (
    <>
      <TextInput label={words.name} required {...text('name')} />
      <TextInput
        label={words.domain}
        description={words.domainHelp}
        required
        inputMode="url"
        spellCheck={false}
        {...text('domain')}
      />
      <TagsInput
        label={words.aliases}
        description={words.aliasesHelp}
        value={draft.aliases}
        error={problems.aliases}
        maxTags={50}
        splitChars={[',', ' ', ';']}
        acceptValueOnBlur
        onChange={(aliases) => onEdit({ aliases })}
      />
      <TextInput label={words.industry} {...text('industry')} />
      <TextInput
        label={words.logoUrl}
        description={words.logoUrlHelp}
        inputMode="url"
        spellCheck={false}
        {...text('logo_url')}
      />
      <Textarea label={words.description} autosize minRows={2} maxRows={8} {...text('description')} />
    </>
  );
}
