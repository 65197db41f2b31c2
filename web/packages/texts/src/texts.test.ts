import { expect, test } from 'vitest';
import { createFormats } from './formats';
import { chooseLocale } from './languages';
import { loadTexts } from './texts';

test.each([
  [['fr-CA', 'en'], 'fr', 'fr-CA'],
  [['de', 'es-MX', 'en'], 'es', 'es-MX'],
  [['AR-eg'], 'ar', 'AR-eg'],
  [['de', 'xx', ''], 'en', 'en'],
  [[], 'en', 'en'],
])('of %j, %s is chosen', (wanted, language, locale) =>
  expect(chooseLocale(wanted)).toEqual({ language, locale }),
);

test('plurals, and a direction', async () => {
  const arabic = await loadTexts(['ar']);
  expect(arabic.direction).toBe('rtl');
  const found = [0, 1, 2, 3, 11, 100].map((count) => arabic.t('dialer.directory.found', { count }));
  expect(new Set(found).size).toBe(6);
  const english = await loadTexts(['en-GB']);
  expect(english.direction).toBe('ltr');
  expect(english.t('dialer.directory.found', { count: 1 })).toBe('1 company found');
  expect(english.t('dialer.directory.foundAtLeast', { count: 20 })).toBe('20 or more companies found');
});

test('what is put into a text is put there as it is', async () => {
  const { t } = await loadTexts(['en']);
  expect(t('dialer.directory.noMatch', { query: '<b> {{name}} $t(dialer.title)' })).toContain(
    '<b> {{name}} $t(dialer.title)',
  );
});

test('dates, waits and regions', () => {
  const british = createFormats('en', 'en-GB');
  expect(british.date('2026-11-03T12:00:00Z')).toBe('3 Nov 2026');
  expect(british.date('soon')).toBeUndefined();
  expect(british.wait(1)).toBe('1 second');
  expect(british.wait(29.2)).toBe('30 seconds');
  expect(british.wait(100)).toBe('2 minutes');
  expect(['CA', 'canada', 'ZZ'].map(british.region)).toEqual(['Canada', 'canada', 'Unknown Region']);
  expect(createFormats('en', 'en-US').date('2026-11-03T12:00:00Z')).toBe('Nov 3, 2026');
  expect(createFormats('fr', 'fr').region('DE')).toBe('Allemagne');
});

test('Arabic dates have the digits of the phone numbers beside them', () => {
  expect(createFormats('ar', 'ar-EG').date('2026-11-03T12:00:00Z')).toMatch(/2026/);
});

test.each(['not a tag', 'x', '', 'tlh'])('the locale %j does no harm', (locale) =>
  expect(createFormats('es', locale).region('DE')).toBe('Alemania'),
);
