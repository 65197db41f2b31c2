import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseTraces } from '../fixtures/databaseTraces';
import { createLine, sha256 } from '../fixtures/line';
import { notedErrors, notedSubjects, noteError, type Subject } from '../fixtures/notes';
import { command, type SystemFacts } from '../fixtures/system';
import { expect, test } from '../fixtures/test';

// After all calls of the run: whom they called, and who called, is known to the directory and to `users`, and is
// nowhere else. Everything is searched in the forms in which people and programs write it.

/** Where the design (section 4) puts them. A token and an entry of the audit log name their user. */
const TABLES_WITH_NUMBERS = ['phone_numbers'];
const TABLES_WITH_USERS = ['users', 'extension_tokens', 'audit_log'];

/** A number's national digits with whatever people put between them. */
function numberPattern({ e164 }: Subject): RegExp {
  return new RegExp(
    e164
      .slice(2)
      .replace(/(...)(...)(....)/, '$1@$2@$3')
      .replaceAll('@', '(?:[\\s().\\-+]|%20|%28|%29)*'),
  );
}

function expectNoTraces(where: string, text: string, subjects: Subject[]): void {
  expect(text.length, `${where} is not empty`).toBeGreaterThan(0);
  for (const subject of subjects) {
    expect(text.includes(subject.userId), `a user id in ${where}`).toBe(false);
    expect(numberPattern(subject).exec(text)?.[0], `a dialled number in ${where}`).toBeUndefined();
  }
}

/** Puts a number and a user id into requests of every kind that end in an error. */
async function provokeErrors(system: SystemFacts): Promise<void> {
  const { token, userId, e164 } = createLine(system);
  const json = { 'X-TLE-Token': token, 'Content-Type': 'application/json' };
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const webhook = new URLSearchParams({
    CallSid: `CA${'0'.repeat(32)}`,
    AccountSid: system.environment.TWILIO_ACCOUNT_SID ?? '',
    From: `client:u_${sha256(userId)}`,
    To: e164,
  }).toString();
  const requests: [string, RequestInit][] = [
    ['/v1/voice/calls', { method: 'POST', headers: json, body: JSON.stringify({ number_id: e164 }) }],
    ['/v1/voice/calls', { method: 'POST', headers: json, body: `{"number_id": "${e164}", ` }],
    ['/v1/voice/calls', { method: 'POST', headers: json, body: JSON.stringify({ [e164]: userId }) }],
    ['/v1/voice/calls', { method: 'POST', headers: { ...json, 'Content-Type': e164 }, body: userId }],
    [`/v1/voice/calls/${encodeURIComponent(e164)}`, { headers: json }],
    [`/v1/voice/calls/${userId}/end`, { method: 'POST', headers: json }],
    [`/v1/companies?domain=${encodeURIComponent(e164)}&cursor=${userId}`, { headers: json }],
    [`/v1/${encodeURIComponent(e164)}/${userId}`, {}],
    ['/v1/voice/token', { method: 'POST', headers: { 'X-TLE-Token': userId } }],
    ['/v1/voice/token', { method: 'DELETE', headers: { 'X-TLE-Token': `tle_${e164}` } }],
    [
      '/v1/twilio/voice',
      { method: 'POST', headers: { ...form, 'X-Twilio-Signature': userId }, body: webhook },
    ],
    [`/v1/twilio/status?call=${userId}`, { method: 'POST', headers: form, body: webhook }],
  ];
  for (const [path, request] of requests) {
    const url = system.gateway + path;
    const response = await fetch(url, request);
    expect(response.status, path).toBeGreaterThanOrEqual(400);
    noteError(system, { url, body: await response.text() });
  }
}

test('no error body holds a number or a user id', async ({ system }) => {
  await provokeErrors(system);
  expectNoTraces(
    'the error bodies',
    notedErrors(system)
      .map(({ body }) => body)
      .join('\n'),
    notedSubjects(system),
  );
});

test('no metric holds one', async ({ system }) => {
  const metrics = await fetch(system.metrics).then((response) => response.text());
  expectNoTraces('the metrics', metrics, notedSubjects(system));
});

for (const program of ['gateway', 'sandbox'])
  test(`no line in the ${program}’s log holds one`, ({ system }) => {
    expectNoTraces(
      `${program}.log`,
      readFileSync(join(system.folder, `${program}.log`), 'utf8'),
      notedSubjects(system),
    );
  });

test('no page of the database and no frame of its log holds one outside of the directory and the users', ({
  system,
}) => {
  const database = new DatabaseTraces(join(system.folder, 'voice.db'), join(system.folder, 'copy'));
  expect(database.hasLog, 'the write-ahead log is searched too').toBe(true);
  for (const { userId, e164 } of notedSubjects(system)) {
    const users = database.find(userId);
    expect(
      users.map(({ table }) => table),
      'a user id',
    ).toContain('users');
    expect(
      users.filter(({ table }) => !TABLES_WITH_USERS.includes(table)),
      'a user id',
    ).toEqual([]);
    const numbers = database.find(e164.slice(2));
    expect(
      numbers.map(({ table }) => table),
      'a number',
    ).toContain('phone_numbers');
    expect(
      numbers.filter(({ table }) => !TABLES_WITH_NUMBERS.includes(table)),
      'a dialled number',
    ).toEqual([]);
  }
});

test('the exported call log holds hashes only', ({ system }) => {
  expectNoTraces(
    'the call log',
    command(system, 'calls', 'export', '--format', 'csv'),
    notedSubjects(system),
  );
});
