import { useMemo } from 'react';

/** Numbers and short dates, as the reader writes them. */
export function useNumbers() {
  return useMemo(() => createNumbers(navigator.language), []);
}

function createNumbers(locale: string) {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const month = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric' });
  const shortDay = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' });
  const hour = new Intl.DateTimeFormat(locale, { hour: 'numeric' });
  return {
    whole: (number: number) => whole.format(number),
    tenths: (number: number) => tenths.format(number),
    /** Of 100; a dash where there is none. */
    percent: (rate: number | null) => (rate === null ? '–' : percent.format(rate / 100)),
    month: (epochMs: number) => month.format(epochMs),
    shortDay: (epochMs: number) => shortDay.format(epochMs),
    hour: (hourOfDay: number) => hour.format(new Date(2026, 0, 1, hourOfDay)),
  };
}
