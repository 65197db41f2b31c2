import type { AdminCompany, CompanyDetails } from '@teleperson/api';
import { words } from './texts';

/** A company's details as they are edited. */
export interface Draft {
  name: string;
  domain: string;
  aliases: string[];
  industry: string;
  logo_url: string;
  description: string;
}
export type Field = keyof Draft;
export type Problems = Partial<Record<string, string>>;

export const fields = [
  'name',
  'domain',
  'aliases',
  'industry',
  'logo_url',
  'description',
] as const satisfies Field[];

export const labels: Record<Field, string> = {
  name: words.name,
  domain: words.domain,
  aliases: words.aliases,
  industry: words.industry,
  logo_url: words.logoUrl,
  description: words.description,
};

export const emptyDraft: Draft = {
  name: '',
  domain: '',
  aliases: [],
  industry: '',
  logo_url: '',
  description: '',
};

export const toDraft = (company: AdminCompany): Draft => ({
  name: company.name,
  domain: company.domain,
  aliases: company.aliases,
  industry: company.industry ?? '',
  logo_url: company.logo_url ?? '',
  description: company.description ?? '',
});

export const toDetails = (draft: Draft): CompanyDetails => ({
  ...draft,
  industry: draft.industry || null,
  logo_url: draft.logo_url || null,
  description: draft.description || null,
});

export const describe = (field: Field, draft: Draft): string =>
  (field === 'aliases' ? draft.aliases.join(', ') : draft[field]) || words.none;

const same = (a: Draft[Field], b: Draft[Field]) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
const sorted = (value: Draft[Field]) => (Array.isArray(value) ? [...value].sort() : value.trim());

export const changedFields = (saved: Draft, draft: Draft): Field[] =>
  fields.filter((field) => !same(saved[field], draft[field]));

/**
 * Somebody else has saved `theirs` since the draft was begun from `base`: what only one of us changed stands; `both` are
 * the fields that both changed to different values, for which the draft keeps mine.
 */
export function rebase(base: Draft, draft: Draft, theirs: Draft): { draft: Draft; both: Field[] } {
  const mine = changedFields(base, draft);
  const both = changedFields(base, theirs).filter(
    (field) => mine.includes(field) && !same(draft[field], theirs[field]),
  );
  const kept = Object.fromEntries(mine.map((field) => [field, draft[field]]));
  return { draft: { ...theirs, ...kept }, both };
}

/** Roughly what the gateway takes: it also takes a URL for a domain. */
const isDomain = (text: string) => /^(https?:\/\/)?[a-z0-9-]+(\.[a-z0-9-]+)+([/?#].*)?$/i.test(text.trim());

export function problemsOf(draft: Draft): Problems {
  const problems: Problems = {};
  if (!draft.name.trim()) problems.name = words.nameMissing;
  if (!isDomain(draft.domain)) problems.domain = words.domainWrong;
  if (!draft.aliases.every(isDomain)) problems.aliases = words.aliasesWrong;
  if (draft.logo_url.trim() && !draft.logo_url.trim().startsWith('https://'))
    problems.logo_url = words.logoUrlWrong;
  return problems;
}
