import { expect, test } from 'vitest';
import { changedFields, type Draft, emptyDraft, problemsOf, rebase } from './companyForm';

const base: Draft = {
  ...emptyDraft,
  name: 'Example',
  domain: 'example.com',
  aliases: ['a.example', 'b.example'],
};

test('the order of aliases and blanks around a text are no change', () => {
  expect(changedFields(base, { ...base, aliases: ['b.example', 'a.example'], name: ' Example ' })).toEqual(
    [],
  );
  expect(changedFields(base, { ...base, industry: 'Tests' })).toEqual(['industry']);
});

test('what two people changed in different fields stands; of one that both changed mine is kept, and named', () => {
  const theirs = { ...base, name: 'Theirs', description: 'Theirs' };
  const { draft, both } = rebase(base, { ...base, name: 'Mine', industry: 'Mine' }, theirs);
  expect(both).toEqual(['name']);
  expect(draft).toEqual({ ...base, name: 'Mine', industry: 'Mine', description: 'Theirs' });
});

test('a domain may be typed as a URL; other things may not', () => {
  expect(problemsOf({ ...base, domain: 'https://www.example.com/about' })).toEqual({});
  for (const domain of ['', 'example', 'exa mple.com'])
    expect(problemsOf({ ...base, domain }).domain, domain).toBeTruthy();
  expect(problemsOf({ ...base, name: ' ' }).name).toBeTruthy();
  expect(problemsOf({ ...base, logo_url: 'javascript:alert(1)' }).logo_url).toBeTruthy();
});
