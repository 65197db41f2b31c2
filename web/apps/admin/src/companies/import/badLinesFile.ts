import type { BadLine } from '@teleperson/api';
import { words } from '../texts';

/** What is wrong with a line, as a sentence. */
export const explainLine = ({ column, reason, skipped }: BadLine): string =>
  `${column ? `It ${reason}` : `The line ${reason}`}.${skipped ? '' : ` ${words.withoutIt}`}`;

/** Texts that a spreadsheet would run get an apostrophe, as the gateway's own exports have it. */
const field = (text: string): string => {
  const tame = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${tame.replaceAll('"', '""')}"`;
};

/** The list as a CSV file, with a byte order mark for spreadsheets. */
export function badLinesFile(lines: BadLine[]): string {
  const rows = lines.map((line) => [`${line.line}`, line.column ?? '', explainLine(line)]);
  const all = [[words.line, words.column, words.reason], ...rows];
  return `\uFEFF${all.map((row) => row.map(field).join(',')).join('\r\n')}\r\n`;
}
