import codes from './codes.json';
import { type Explained, sentences } from './explain';

/** What a code of the Voice SDK means, and what to do. Apart from the reasons, since only a test call meets one. */
export function explainCode(code: number): string {
  const known = (codes as Record<string, Explained>)[code];
  return `Twilio’s error ${code}${known ? `: ${known.label}. ${sentences(known)}` : '.'}`;
}
