// Holds our answers about North American numbers against libphonenumber-js, whose metadata is newer than Debian's.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

const root = resolve(import.meta.dirname, '../..');
const phoneTable = resolve(root, process.env.BUILD_DIR ?? 'build/release', 'phone_table');

const areaCodes = Array.from({ length: 800 }, (_, i) => 200 + i);
const exchanges = ['200', '234', '322', '425', '476', '555', '633', '782', '865', '999'];
const numbers = areaCodes.flatMap((area) => exchanges.map((exchange) => `+1${area}${exchange}0123`));

function ours(numbers) {
  const run = spawnSync(phoneTable, {
    input: numbers.map((number) => `${number}\n`).join(''),
    encoding: 'utf8',
  });
  assert.equal(run.error, undefined, `build ${phoneTable} first: ${run.error}`);
  assert.equal(run.status, 0, run.stderr);
  const lines = run.stdout.trimEnd().split('\n');
  return new Map(
    lines.map((line) => {
      const [number, regions, kind, plausible] = line.split(' ');
      return [number, plausible === 'plausible' ? `${regions} ${kind}` : 'implausible'];
    }),
  );
}

function theirs(number) {
  const parsed = parsePhoneNumberFromString(number);
  if (!parsed?.isValid()) return 'implausible';
  const kind = kinds[parsed.getType()];
  return kind === 'toll_free' ? 'US,CA toll_free' : `${parsed.country} ${kind}`;
}

const kinds = {
  FIXED_LINE: 'fixed_line',
  MOBILE: 'mobile',
  FIXED_LINE_OR_MOBILE: 'fixed_line_or_mobile',
  PERSONAL_NUMBER: 'personal',
  PREMIUM_RATE: 'premium_rate',
  TOLL_FREE: 'toll_free',
  VOIP: 'voip',
};

const exceptions = [
  {
    why: 'exchanges of Guam that are newer than Debian’s copy: too few calls to keep a list',
    prefix: '+1671',
    ours: 'implausible',
    theirs: 'GU fixed_line_or_mobile',
  },
  {
    why: 'Canada’s 600 is satellite and ISDN service: refused by kind, as 622 and 633 are',
    prefix: '+1600',
    ours: 'CA personal',
    theirs: 'CA voip',
  },
  {
    why: 'known to Debian’s copy, with another kind of the same standing',
    prefix: '+1658',
    ours: 'JM fixed_line',
    theirs: 'JM mobile',
  },
  {
    why: 'opened exchange by exchange; the overlay takes the whole area code',
    prefix: '+1983',
    ours: 'US fixed_line_or_mobile',
    theirs: 'implausible',
  },
];

function exceptionFor({ number, ours, theirs }) {
  return exceptions.find((e) => number.startsWith(e.prefix) && ours === e.ours && theirs === e.theirs);
}

test('our answers for all 800 area codes are those of a newer libphonenumber', () => {
  const answers = ours(numbers);
  assert.equal(answers.size, numbers.length);
  const differences = numbers
    .map((number) => ({ number, ours: answers.get(number), theirs: theirs(number) }))
    .filter((answer) => answer.ours !== answer.theirs);
  assert.deepEqual(
    differences.filter((difference) => !exceptionFor(difference)),
    [],
  );
  const used = new Set(differences.map(exceptionFor));
  assert.deepEqual(
    exceptions.filter((exception) => !used.has(exception)),
    [],
    'exceptions that are needed no longer',
  );
});

test('every area code of the United States and Canada takes the numbers for fiction', () => {
  const fiction = areaCodes.map((area) => `+1${area}5550100`);
  const answers = ours(fiction);
  const refused = fiction.filter(
    (number) =>
      ['US', 'CA'].includes(parsePhoneNumberFromString(number)?.country) &&
      answers.get(number) === 'implausible',
  );
  assert.deepEqual(refused, []);
});
