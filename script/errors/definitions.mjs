// Reads api/errors.yaml, and says what is wrong with it.
import { parse } from 'yaml';

const places = [
  'token',
  'ticket',
  'webhook',
  'call',
  'directory',
  'setup',
  'dashboard',
  'browser',
  'any request',
];
const known = {
  met: [...places, 'sandbox', 'TwiML', 'REST', 'Voice SDK'],
  whom: ['caller', 'admin', 'operator'],
};
const fields = [
  'label',
  'met',
  'whom',
  'problem',
  'status',
  'failure',
  'caller',
  'shown_as',
  'cause',
  'remedy',
  'dashboard',
];

/** Twilio's codes are five digits; everything else is a reason of ours. */
export const isCode = (id) => /^\d{5}$/.test(id);

export const pageOf = (id) => (isCode(id) ? `https://www.twilio.com/docs/api/errors/${id}` : undefined);

/** The groups, in order, each with its entries: what the file says, its `id`, and the caller's words as resolved. */
export function readDefinitions(text) {
  const groups = Object.entries(parse(text)).map(([title, entries]) => ({
    title,
    entries: Object.entries(entries).map(([id, entry]) => ({ id, ...entry })),
  }));
  const all = new Map(groups.flatMap(({ entries }) => entries).map((entry) => [entry.id, entry]));
  const faults = groups.flatMap(({ entries }) => entries.flatMap((entry) => faultsOf(entry, all)));
  const count = groups.reduce((sum, { entries }) => sum + entries.length, 0);
  if (all.size < count) faults.push('An id stands in two groups.');
  if (faults.length > 0) throw new Error(`api/errors.yaml:\n${faults.join('\n')}`);
  for (const entry of all.values()) entry.words = wordsOf(entry, all);
  return groups;
}

/** What a caller reads: an entry's own words, or those of the reason that it is shown as. */
function wordsOf(entry, all) {
  return entry.caller ?? (entry.shown_as ? all.get(entry.shown_as).caller : undefined);
}

function faultsOf(entry, all) {
  const { id, label, met = [], whom = [], caller, shown_as, cause, remedy, problem } = entry;
  const sentences = { cause, remedy, ...(entry.dashboard && { dashboard: entry.dashboard }) };
  return [
    !isCode(id) && !/^[a-z]+(_[a-z]+)*$/.test(id) && 'is neither a reason nor a code of five digits',
    ...Object.keys(entry).map(
      (key) => key !== 'id' && !fields.includes(key) && `has an unknown field, ${key}`,
    ),
    !label && 'has no label',
    ...Object.entries(sentences).map(([name, text]) => !text && `has no ${name}`),
    ...Object.keys(known).map((key) => entry[key]?.length > 0 || `has no ${key}`),
    ...met.map((place) => !known.met.includes(place) && `is met at an unknown place, ${place}`),
    ...whom.map((who) => !known.whom.includes(who) && `is met by an unknown person, ${who}`),
    caller && shown_as && 'has words of its own and is shown as another',
    shown_as && !all.get(shown_as)?.caller && `is shown as ${shown_as}, which has no words for callers`,
    isCode(id) && caller && 'is a code: the dialer shows it as a reason',
    problem &&
      !(problem.status && problem.title && problem.detail) &&
      'has a problem without status, title or detail',
  ]
    .filter((fault) => typeof fault === 'string')
    .map((fault) => `${id} ${fault}.`);
}
