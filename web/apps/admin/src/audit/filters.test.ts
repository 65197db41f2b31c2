import { expect, test } from 'vitest';
import { isFiltered, noFilters, toSearch } from './filters';

test('no filter asks for everything', () => {
  expect(isFiltered(noFilters)).toBe(false);
  const everything = { action: null, actor_user_id: null, target_user_id: null, from: null, until: null };
  expect(toSearch(noFilters)).toEqual(everything);
  expect(toSearch({ ...noFilters, from: 'soon' })).toEqual(everything);
});

test('days are those of the reader, the last one included', () => {
  const { from, until } = toSearch({ ...noFilters, from: '2026-11-30', until: '2026-11-30' });
  expect(from).toBe(new Date(2026, 10, 30).toISOString());
  expect(until).toBe(new Date(2026, 11, 1).toISOString());
});
