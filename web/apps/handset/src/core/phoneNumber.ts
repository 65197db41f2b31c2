import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** The number of a phone that takes every call for which there is no other phone. */
export const ANY_NUMBER = '*';

/** International format for people; what is no E.164 number is shown as it came. */
export function formatNumber(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
}

/** The E.164 form of what somebody typed, read as a North American number unless it starts with `+`. */
export function parseNumber(typed: string): string | undefined {
  const parsed = parsePhoneNumberFromString(typed, 'US');
  return parsed?.isPossible() ? parsed.number : undefined;
}
