// What is made of the definitions, by path.
import { cppTable } from './cpp.mjs';
import { isCode } from './definitions.mjs';
import { page } from './page.mjs';

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
const pick = (entries, value) => Object.fromEntries(entries.map((entry) => [entry.id, value(entry)]));

export function generatedFiles(groups) {
  const all = groups.flatMap(({ entries }) => entries);
  const reasons = all.filter(({ id }) => !isCode(id));
  const sdkCodes = all.filter(({ met }) => met.includes('Voice SDK'));
  return {
    'src/errors/entries.h': cppTable(all),
    'docs/errors.md': page(groups),
    'web/packages/texts/src/catalogue/en.errors.json': json(callersWords(reasons)),
    'web/packages/call-core/src/shownAs.ts': shownAs(reasons, sdkCodes),
    'web/apps/admin/src/errors/reasons.json': json(pick(reasons, adminsWords)),
    'web/apps/admin/src/errors/codes.json': json(pick(sdkCodes, adminsWords)),
  };
}

const callersWords = (reasons) => {
  const worded = reasons.filter(({ caller }) => caller);
  return {
    end: pick(
      worded.filter(({ failure }) => failure === false),
      ({ caller }) => caller,
    ),
    failure: pick(
      worded.filter(({ failure }) => failure !== false),
      ({ caller }) => caller,
    ),
  };
};

const adminsWords = ({ label, cause, remedy, dashboard }) => ({ label, cause, remedy: dashboard ?? remedy });

const shownAs = (reasons, codes) => `// Made of api/errors.yaml by script/generate-errors.

/** Reasons without words of their own in the dialer, and those whose words they get. */
export const wordsOfReason = {
${reasons
  .filter((entry) => entry.shown_as)
  .map((entry) => `  ${entry.id}: '${entry.shown_as}',`)
  .join('\n')}
} as const;

/** What a code of the Voice SDK comes to. */
export const reasonOfCode = {
${codes
  .filter((entry) => entry.shown_as)
  .map((entry) => `  ${entry.id}: '${entry.shown_as}',`)
  .join('\n')}
} as const;
`;
