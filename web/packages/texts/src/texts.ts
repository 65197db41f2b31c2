import { createInstance, type TFunction } from 'i18next';
import en from './catalogue/en';
import { createFormats, type Formats } from './formats';
import { chooseLocale, directionOf, type Language } from './languages';

/** The words of a page by key, checked against the English catalogue: `t('dialer.dock.hangUp')`. */
export type Words = TFunction;

/** One language with all that is written in it. */
export interface Texts {
  language: Language;
  direction: 'ltr' | 'rtl';
  t: Words;
  formats: Formats;
}

const catalogues = {
  en: async () => en,
  es: async () => (await import('./catalogue/es.json')).default,
  fr: async () => (await import('./catalogue/fr.json')).default,
  ar: async () => (await import('./catalogue/ar.json')).default,
} satisfies Record<Language, () => Promise<unknown>>;

/** The texts in the most wanted language that there is. English when its catalogue cannot be loaded. */
export async function loadTexts(wanted: readonly string[]): Promise<Texts> {
  const { language, locale } = chooseLocale(wanted);
  const catalogue = await catalogues[language]().catch(() => undefined);
  return catalogue ? createTexts(language, locale, catalogue) : createTexts('en', 'en', en);
}

async function createTexts(language: Language, locale: string, catalogue: object): Promise<Texts> {
  const t = await createInstance().init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, [language]: { translation: catalogue } },
    interpolation: { escapeValue: false }, // React escapes what it shows.
  });
  return { language, direction: directionOf(language), t, formats: createFormats(language, locale) };
}
