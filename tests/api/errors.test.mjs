// The catalogue of reasons and codes: complete, without dead entries, and the same everywhere.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isCode, pageOf, readDefinitions } from '../../script/errors/definitions.mjs';
import { voiceProgram } from './harness.mjs';
import * as sources from './sources.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const entries = new Map(
  readDefinitions(sources.read('api/errors.yaml'))
    .flatMap((group) => group.entries)
    .map((entry) => [entry.id, entry]),
);
const undefinedOf = (ids) => [...ids].filter((id) => !entries.has(id));
const statusOf = ({ problem, status }) => problem?.status ?? status;

test('what is made of the definitions is up to date', () => {
  const { status, stderr } = spawnSync('script/generate-errors', ['--check'], {
    cwd: root,
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
});

test('every reason of the contract is defined', () => {
  for (const [where, reasons] of Object.entries(sources.contractReasons)) {
    assert.ok(reasons.length > 0, where);
    assert.deepEqual(undefinedOf(reasons), [], where);
  }
});

test('every reason that a source gives is defined, with its status', () => {
  const { writtenProblems, policyReasons, refusedWebhooks, browserReasons } = sources;
  for (const reasons of [policyReasons, refusedWebhooks, browserReasons]) {
    assert.ok(reasons.length > 0);
    assert.deepEqual(undefinedOf(reasons), []);
  }
  assert.ok(writtenProblems.length >= 14);
  for (const [reason, status] of writtenProblems)
    assert.deepEqual([reason, statusOf(entries.get(reason) ?? {})], [reason, status]);
});

test('every reason that the catalogue words has the words of its answer', () => {
  const reasons = [...sources.policyReasons, ...sources.troubles];
  assert.ok(sources.troubles.length > 15);
  assert.deepEqual(
    reasons.filter((id) => !entries.get(id)?.problem),
    [],
  );
});

test('every code that a source or the Voice SDK names is defined', () => {
  assert.ok(sources.codesOfSources.size > 50 && sources.codesOfSdk.length > 30);
  assert.deepEqual(undefinedOf(sources.codesOfSources), []);
  assert.deepEqual(undefinedOf(sources.codesOfSdk), []);
});

// Codes that only Twilio itself shows: in its console's error log, in answers to other programs.
const twiliosOwn = new Set(
  '11210 11215 11217 11237 13224 13225 20102 20103 20106 20429 20500 21202 21212 21215 21216 32205 70001'.split(
    ' ',
  ),
);

test('no entry is dead', () => {
  const { contractReasons, writtenProblems, policyReasons, refusedWebhooks, browserReasons } = sources;
  const given = new Set([
    ...Object.values(contractReasons).flat(),
    ...writtenProblems.map(([reason]) => reason),
    ...[policyReasons, refusedWebhooks, browserReasons].flat(),
    ...sources.codesOfSources,
    ...sources.codesOfSdk,
    ...twiliosOwn,
    '31208', // The SDK reports it as 31401.
  ]);
  assert.deepEqual(
    [...entries.keys()].filter((id) => !given.has(id)),
    [],
  );
});

test('a sentence for callers belongs to a reason that callers meet', () => {
  const met = new Set([
    ...sources.contractReasons.Problem,
    ...sources.contractReasons.Call,
    ...sources.browserReasons,
  ]);
  const worded = [...entries.values()].filter(({ words }) => words);
  for (const { id, whom } of worded.filter(({ caller }) => caller)) {
    assert.ok(met.has(id), id);
    assert.ok(whom.includes('caller'), `${id}: whom`);
  }
  // And the other way round: nothing that callers meet is left without words.
  for (const id of [...sources.contractReasons.Call, ...sources.browserReasons])
    assert.ok(id === 'no_sound' || entries.get(id).words, id);
  for (const id of sources.codesOfSdk) assert.ok(entries.get(id).words, id);
});

test('what is wrong with the definitions is said', () => {
  const entry = { label: 'A', met: ['token'], whom: ['caller'], cause: 'B.', remedy: 'C.' };
  const cases = [
    [{ 311: entry }, /neither a reason nor a code/],
    [{ a_b: { ...entry, cause: '' } }, /a_b has no cause/],
    [{ a_b: { ...entry, met: ['moon'] } }, /unknown place, moon/],
    [{ a_b: { ...entry, whom: [] } }, /has no whom/],
    [{ a_b: { ...entry, adivce: 'x' } }, /unknown field, adivce/],
    [{ a_b: { ...entry, shown_as: 'c_d' } }, /shown as c_d, which has no words/],
    [{ 31005: { ...entry, caller: { title: 'x' } } }, /is a code/],
    [{ a_b: { ...entry, problem: { status: 400 } } }, /a problem without/],
  ];
  for (const [group, says] of cases)
    assert.throws(() => readDefinitions(JSON.stringify({ Group: group })), says);
  const twice = JSON.stringify({ One: { a_b: entry }, Two: { a_b: entry } });
  assert.throws(() => readDefinitions(twice), /stands in two groups/);
});

const explain = (...args) => spawnSync(voiceProgram, ['explain', ...args], { encoding: 'utf8', env: {} });

test('the program knows every entry, and needs no configuration for that', () => {
  const { status, stdout } = explain('--list', '--json');
  assert.equal(status, 0);
  const told = JSON.parse(stdout);
  assert.deepEqual(
    told.map(({ id, page }) => [id, page]),
    [...entries.keys()].map((id) => [id, pageOf(id)]),
  );
  const plain = explain('--list').stdout.trim().split('\n');
  assert.equal(plain.length, entries.size);
});

test('a code is explained for people and for scripts', () => {
  const text = explain('31005');
  assert.equal(text.status, 0);
  for (const line of [
    /^31005: /,
    /^Cause: +\S/m,
    /^Do: +\S/m,
    /^Callers: +\S/m,
    /^Twilio: +https:.*\/31005$/m,
  ])
    assert.match(text.stdout, line);
  const { id, status, caller, page } = JSON.parse(explain('region_not_allowed', '--json').stdout);
  assert.deepEqual([id, status, page], ['region_not_allowed', 403, undefined]);
  assert.equal(caller.title, entries.get('region_not_allowed').caller.title);
});

test('what is not known is refused, with what may have been meant', () => {
  for (const [typed, says] of [
    ['region_not_alowed', /Did you mean:\n {2}region_not_allowed /],
    ['3105', /Did you mean:\n {2}31005 /],
    ['99999', /https:\/\/www\.twilio\.com\/docs\/api\/errors\/99999$/m],
    ['qqqqqq', /explain --list/],
    ['', /CODE is missing/],
    ['x'.repeat(100_000), /no such reason/],
    ['\u001b[31mred', /no such reason/],
  ]) {
    const { status, stdout, stderr } = explain(typed);
    assert.deepEqual([status, stdout], [typed ? 3 : 2, ''], typed);
    assert.match(stderr, says);
    assert.ok(!stderr.includes('\u001b') && stderr.length < 1000);
  }
  assert.equal(explain().status, 2);
  assert.equal(explain('31005', '31006').status, 2);
});

test('the pages for callers hold their sentences, and no remedies of operators', () => {
  const remedies = [...entries.values()]
    .map(({ remedy }) => remedy)
    .filter((text) => text.includes('teleperson-voice '));
  assert.ok(remedies.length > 20);
  for (const app of ['dialer-web', 'extension']) {
    const folder = `${root}web/apps/${app}/dist`;
    assert.ok(existsSync(folder), `Build the pages first: script/build (${folder})`);
    const scripts = readdirSync(folder, { recursive: true })
      .filter((name) => name.endsWith('.js'))
      .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
      .join('\n');
    assert.ok(scripts.includes(entries.get('media_failed').caller.title), app);
    assert.deepEqual(
      remedies.filter((text) => scripts.includes(text)),
      [],
      app,
    );
  }
});

test('the documentation has every entry, and is linked from where one looks', () => {
  const page = sources.read('docs/errors.md');
  for (const id of entries.keys()) assert.ok(page.includes(`<a id="${id}"></a>`), id);
  assert.ok([...entries.keys()].filter(isCode).every((id) => page.includes(`(${pageOf(id)})`)));
  assert.ok(sources.read('README.md').includes('docs/errors.md'));
  assert.ok(sources.read('docs/setup-twilio.md').includes('(errors.md)'));
});
