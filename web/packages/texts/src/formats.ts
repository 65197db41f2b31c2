import type { Language } from './languages';

/** Dates, times and names of regions as the reader writes them. All instants are in the reader's time zone. */
export interface Formats {
  /** `3 Nov 2026`; undefined when the text (ISO 8601) is no date. */
  date(iso: string): string | undefined;
  /** @param epochMs milliseconds since 1970. */
  dateTime(epochMs: number): string;
  /** `45 seconds`, `3 minutes`: rounded up, for how long somebody has to wait. */
  wait(seconds: number): string;
  /** The name of an ISO 3166-1 alpha-2 region, or the text itself when it is none. */
  region(code: string): string;
}

/** @param locale a BCP 47 tag; one that the browser does not accept is replaced by the language. */
export function createFormats(language: Language, locale: string): Formats {
  // Phone numbers and timers have Latin digits in every language, so the dates beside them have, too.
  const tag = new Intl.Locale(supported(locale) ? locale : language, { numberingSystem: 'latn' });
  const date = new Intl.DateTimeFormat(tag, { dateStyle: 'medium' });
  const dateTime = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' });
  const regions = new Intl.DisplayNames(tag.toString(), { type: 'region', fallback: 'code' });
  const unit = (name: 'second' | 'minute') =>
    new Intl.NumberFormat(tag, { style: 'unit', unit: name, unitDisplay: 'long' });
  return {
    date(iso) {
      const instant = new Date(iso);
      return Number.isNaN(instant.getTime()) ? undefined : date.format(instant);
    },
    dateTime: (epochMs) => dateTime.format(epochMs),
    wait: (seconds) =>
      seconds < 90
        ? unit('second').format(Math.ceil(seconds))
        : unit('minute').format(Math.ceil(seconds / 60)),
    region: (code) => (/^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code),
  };
}

function supported(locale: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale).length > 0;
  } catch {
    return false; // Not a BCP 47 tag at all.
  }
}
