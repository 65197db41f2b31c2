import { describe, expect, test } from 'vitest';
import ar from './catalogue/ar.json';
import en from './catalogue/en';
import es from './catalogue/es.json';
import fr from './catalogue/fr.json';
import { type Language, languages } from './languages';

type Catalogue = { [key: string]: string | Catalogue };

const catalogues: Record<Language, Catalogue> = { en, es, fr, ar };

function flat(catalogue: Catalogue, path = ''): [key: string, text: string][] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value]] : flat(value, `${path}${key}.`),
  );
}

const plural = /_(zero|one|two|few|many|other)$/;
const english = new Map(flat(en));
const englishKeys = [...english.keys()];
const withoutForm = (key: string) => key.replace(plural, '');
const placeholders = (text: string) => (text.match(/\{\{\w+\}\}|\$\w+\$/g) ?? []).sort();

/** The same in every language: names of things. */
const names =
  /^(dialer\.title|extension\.name|extension\.titles\.sidepanel|extension\.manifest\.(extensionName|extensionShortName|toolbarIdle))$/;
/** Words that two of our languages share. */
const shared = new Map([['fr', new Set(['dialer.number.plus', 'extension.about.version'])]]);

describe.each(languages.filter((language) => language !== 'en'))('%s', (language) => {
  const texts = new Map(flat(catalogues[language]));

  test('has the same texts', () => {
    const keys = new Set([...texts.keys()].map(withoutForm));
    expect([...keys].sort()).toEqual([...new Set(englishKeys.map(withoutForm))].sort());
  });

  test('has each form of its plurals', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const key of new Set(englishKeys.filter((k) => plural.test(k)).map(withoutForm)))
      for (const form of forms) expect(texts.get(`${key}_${form}`), `${key}_${form}`).toBeTruthy();
  });

  test('has the same placeholders', () => {
    for (const [key, text] of texts) {
      if (plural.test(key)) continue; // "one company" needs no number.
      expect(placeholders(text), key).toEqual(placeholders(english.get(key) ?? ''));
    }
  });

  test('is translated', () => {
    const left = [...texts]
      .filter(
        ([key, text]) => text === english.get(key) && !names.test(key) && !shared.get(language)?.has(key),
      )
      .map(([key]) => key);
    expect(left).toEqual([]);
  });

  test('fits where the browser shows it', () => {
    // https://developer.chrome.com/docs/extensions/reference/manifest
    expect(texts.get('extension.manifest.extensionName')?.length).toBeLessThanOrEqual(75);
    expect(texts.get('extension.manifest.extensionShortName')?.length).toBeLessThanOrEqual(12);
    expect(texts.get('extension.manifest.extensionDescription')?.length).toBeLessThanOrEqual(132);
  });
});
