/** There is a catalogue for each of these (`catalogue/<language>.json`), and a `_locales` folder in the extension. */
export const languages = ['en', 'es', 'fr', 'ar'] as const;

export type Language = (typeof languages)[number];

export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr');

/**
 * The first of these BCP 47 tags, most wanted first, that there is a catalogue for; the tag itself decides how dates are
 * written (`en-GB` is not `en-US`). English when there is none.
 */
export function chooseLocale(wanted: readonly string[]): { language: Language; locale: string } {
  for (const tag of wanted) {
    const code = tag.toLowerCase().split('-', 1)[0];
    const language = languages.find((known) => known === code);
    if (language) return { language, locale: tag };
  }
  return { language: 'en', locale: 'en' };
}
