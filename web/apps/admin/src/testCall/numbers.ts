import type { Company } from '@teleperson/api';
import { scripted } from './texts';

export interface ListedNumber {
  id: string;
  company: string;
  label: string;
  display: string;
  region: string | null;
  callable: boolean;
}

/** What the sandbox plays at this number by itself: 555-0190 to 0196 of any area code of +1. */
export function scriptOf(display: string): string | undefined {
  const last = /^\+1\d{3}555(019\d)$/.exec(display.replace(/[^+\d]/g, ''))?.[1];
  return last ? scripted[last] : undefined;
}

/** One list of all numbers: callable ones first, and among them, if wanted, those that answer by themselves. */
export function flatten(companies: Company[], scriptedFirst: boolean): ListedNumber[] {
  const numbers = companies.flatMap(({ name: company, numbers: all }) =>
    all.map(({ id, label, display, region, callable }) => ({
      id,
      company,
      label,
      display,
      region,
      callable,
    })),
  );
  const rank = ({ callable, display }: ListedNumber) =>
    (callable ? 0 : 2) + (scriptedFirst && !scriptOf(display) ? 1 : 0);
  return numbers.sort((a, b) => rank(a) - rank(b));
}
