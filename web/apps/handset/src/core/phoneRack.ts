import type { Phone } from './phone';
import { ANY_NUMBER, parseNumber } from './phoneNumber';

export type AddResult = 'added' | 'not-a-number' | 'already-there';

/** The phones on the page. Their numbers live in the page's address, so that a reload or a bookmark keeps them. */
export class PhoneRack {
  #phones: readonly Phone[];
  readonly #listeners = new Set<() => void>();

  constructor(
    numbers: string[],
    readonly createPhone: (number: string) => Phone,
    readonly onChange: (numbers: string[]) => void,
  ) {
    this.#phones = numbers.map(createPhone);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  getPhones = (): readonly Phone[] => this.#phones;

  /** `typed`: a number in any common form; nothing means any number. */
  add(typed: string): AddResult {
    const number = typed.trim() === '' || typed.trim() === ANY_NUMBER ? ANY_NUMBER : parseNumber(typed);
    if (!number) return 'not-a-number';
    if (this.#phones.some((phone) => phone.number === number)) return 'already-there';
    this.#set([...this.#phones, this.createPhone(number)]);
    return 'added';
  }

  remove(phone: Phone): void {
    phone.powerOff();
    this.#set(this.#phones.filter((other) => other !== phone));
  }

  #set(phones: readonly Phone[]): void {
    this.#phones = phones;
    this.onChange(phones.map((phone) => phone.number));
    for (const listener of this.#listeners) listener();
  }
}

/** Reads `?phones=*,+14155550142`: unusable and repeated numbers are left out; without any there is one phone. */
export function numbersInAddress(search: string): string[] {
  // A plus sign in a query may stand for a space.
  const listed = (new URLSearchParams(search).get('phones') ?? ANY_NUMBER).split(',');
  const numbers = listed.map((text) => {
    const number = text.trim();
    return number === ANY_NUMBER ? ANY_NUMBER : parseNumber(number.startsWith('+') ? number : `+${number}`);
  });
  const usable = [...new Set(numbers.filter((number) => number !== undefined))];
  return usable.length > 0 ? usable : [ANY_NUMBER];
}

export function searchWithNumbers(search: string, numbers: string[]): string {
  const query = new URLSearchParams(search);
  if (numbers.length === 1 && numbers[0] === ANY_NUMBER) query.delete('phones');
  else query.set('phones', numbers.join(','));
  const text = query.toString();
  return text ? `?${text}` : '';
}
