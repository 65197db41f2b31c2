import { createInstance, type TFunction } from 'i18next';
import en from './catalogue/en.json';

const languages = ['en'] as const;

export type Language = (typeof languages)[number];
export type Texts = TFunction;

/** The first of these languages (BCP 47, most wanted first) that there is a catalogue for; else English. */
export function chooseLanguage(wanted: readonly string[]): Language {
  const codes = wanted.map((tag) => tag.toLowerCase().split('-')[0]);
  return languages.find((language) => codes.includes(language)) ?? 'en';
}

/** Every word in this language. React escapes what it shows, so nothing is escaped here. */
export async function loadTexts(language: Language): Promise<Texts> {
  return createInstance().init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
  });
}
