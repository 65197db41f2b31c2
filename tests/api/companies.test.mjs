// The catalogue of the dashboard on the real program: changes in conflict, bad input, and imports that are all or nothing.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { client } from './contract.mjs';
import { Installation, randomHex } from './harness.mjs';

const password = `a long password ${randomHex(8)}`;
let gateway;
let cookie;
before(async () => {
  gateway = await Installation.create();
  gateway.seed();
  assert.equal(gateway.tryCommandOn(`${password}\n`, 'admin', 'set-password').status, 0);
  await gateway.start();
  const admin = gateway.addUser('admin', 'premium');
  gateway.command('user', 'set-role', admin.id, 'admin');
  const signIn = client(gateway, admin.token);
  const { status, headers } = await signIn('POST', '/v1/admin/session', { body: { password } });
  assert.equal(status, 204);
  cookie = headers.get('set-cookie').split(';')[0];
});
after(() => gateway.close());

const signedIn = () => ({ cookie, origin: gateway.publicUrl });
const ask = (method, path, { headers, ...options } = {}) =>
  client(gateway)(method, `/v1/admin${path}`, { ...options, headers: { ...signedIn(), ...headers } });
const send = (file, query = 'dry_run=false') =>
  ask('POST', `/companies/import?${query}`, { raw: file, headers: { 'content-type': 'text/csv' } });
const importAll = async (file, query) => {
  const { status, body } = await send(file, query);
  assert.equal(status, 200, JSON.stringify(body));
  return body.at(-1);
};
const list = async (query = '') => (await ask('GET', `/companies${query}`)).body;
const fixture = (name) => readFileSync(new URL(`../fixtures/public-bodies/${name}`, import.meta.url));

test('a company: added, edited by two, sent back, approved, deleted', async () => {
  const details = {
    name: 'Life',
    domain: 'https://www.Life.example/',
    aliases: ['life.test'],
    description: 'a\nb',
  };
  const added = await ask('POST', '/companies', { body: details });
  assert.equal(added.status, 201);
  assert.equal(added.body.domain, 'life.example');
  const path = `/companies/${added.body.id}`;
  assert.equal((await ask('POST', '/companies', { body: details })).body.reason, 'company_exists');

  const etag = added.headers.get('etag');
  const edit = (body, match = etag) =>
    ask('PUT', path, { body, headers: match ? { 'if-match': match } : {} });
  assert.equal((await edit({ name: 'One', domain: 'life.example' })).body.name, 'One');
  assert.equal((await edit({ name: 'Two', domain: 'life.example' })).body.reason, 'company_changed');
  assert.equal((await edit({ name: 'Two', domain: 'life.example' }, '')).status, 428);
  const now = (await ask('GET', path)).headers.get('etag');
  assert.equal((await edit({ name: 'Two', domain: 'example.com' }, now)).body.reason, 'company_exists');

  assert.equal((await ask('PUT', `${path}/review`, { body: { reviewed: false } })).status, 204);
  assert.deepEqual(
    (await list('?state=pending')).companies.map(({ name }) => name),
    ['One'],
  );
  assert.equal((await ask('PUT', `${path}/review`, { body: { reviewed: true } })).status, 204);
  assert.equal((await ask('DELETE', path)).status, 204);
  assert.equal((await ask('DELETE', path)).body.reason, 'company_not_found');
  assert.equal((await ask('GET', path)).status, 404);
});

test('a number: added, relabelled, verified until a day, taken back, removed', async () => {
  const company = (await list('?q=example.com')).companies[0];
  const add = (number, label = 'Sales') =>
    ask('POST', `/companies/${company.id}/numbers`, { body: { number, label } });
  const { id } = (await add('+14155550188')).body;
  assert.equal((await add('+14155550188')).body.reason, 'number_exists');
  const number = async () =>
    (await ask('GET', `/companies/${company.id}`)).body.numbers.find((each) => each.id === id);
  assert.deepEqual((await number()).regions, ['US']);
  assert.equal((await ask('PATCH', `/numbers/${id}`, { body: { label: 'New label' } })).status, 204);
  const until = new Date(Date.now() + 10 * 24 * 3_600_000).toISOString();
  const verify = (body) => ask('PUT', `/numbers/${id}/verification`, { body });
  assert.equal((await verify({ until })).status, 204);
  const verified = await number();
  assert.equal(verified.label, 'New label');
  assert.equal(verified.verified_by_name, 'Test');
  assert.ok((await list('?numbers=lapsing')).companies.some((each) => each.id === company.id));
  assert.equal((await verify({ until: '2020-01-01T00:00:00Z' })).body.errors[0].field, 'until');
  for (const body of [{}, { until: 'tomorrow' }, { until: 5 }, { until: null, more: 1 }])
    assert.equal((await verify(body)).status, 400);
  assert.equal((await ask('DELETE', `/numbers/${id}/verification`)).status, 204);
  assert.equal((await number()).verified_at, null);
  assert.equal((await ask('DELETE', `/numbers/${id}`)).status, 204);
  assert.equal((await verify({ until: null })).body.reason, 'number_not_found');
  for (const bad of ['14155550188', '+1415', '+19005550123', 'nobody'])
    assert.equal((await add(bad)).body.errors[0].field, 'number', bad);
});

test('bad input is refused, and says what to send', async () => {
  const refuse = async (status, method, path, options) => {
    const answer = await ask(method, path, options);
    assert.equal(answer.status, status, `${method} ${path} ${JSON.stringify(options)}`);
    assert.ok(answer.body.detail);
    return answer.body;
  };
  for (const query of ['q=a&q=b', 'state=new', 'numbers=some', 'cursor=!', 'limit=5', 'q=%ff', 'q=%'])
    await refuse(400, 'GET', `/companies?${query}`);
  for (const body of [[], { name: 5 }, { name: 'A', domain: 'a.example', aliases: 'b' }, { nam: 'A' }])
    await refuse(400, 'POST', '/companies', { body });
  const invalid = await refuse(422, 'POST', '/companies', {
    body: { name: '', domain: 'x', logo_url: 'http://x' },
  });
  assert.deepEqual(
    invalid.errors.map(({ field }) => field),
    ['name', 'domain', 'logo_url'],
  );
  await refuse(404, 'PUT', '/companies/co_none/review', { body: { reviewed: true } });
  const csv = { raw: 'A,a.example,,,,\n', headers: { 'content-type': 'text/csv' } };
  await refuse(415, 'POST', '/companies/import?dry_run=true', { body: {} });
  for (const query of ['', '?dry_run=maybe', '?dry_run=true&dry_run=false', '?dry_run=true&new=old'])
    await refuse(400, 'POST', `/companies/import${query}`, csv);
});

test('real lists with their dirt: every line is taken or explained', async () => {
  for (const [name, added, numbers] of [
    ['catalogue.csv', 30, 0],
    ['support-list.csv', 8, 7],
  ]) {
    const preview = await importAll(fixture(name), 'dry_run=true');
    assert.deepEqual([preview.added, preview.numbers_added], [added, numbers], JSON.stringify(preview));
    const skipped = preview.bad_lines.filter((line) => line.skipped).length;
    assert.equal(preview.rows, added + skipped);
    assert.equal((await list()).counts.pending, 0);
    const report = await importAll(fixture(name));
    assert.deepEqual({ ...report, dry_run: true }, preview);
    assert.equal((await importAll(fixture(name))).unchanged, added);
  }
  const twoNumbers = (await importAll(fixture('support-list.csv'), 'dry_run=true')).bad_lines;
  assert.equal(twoNumbers.length, 1);
  assert.deepEqual([twoNumbers[0].line, twoNumbers[0].column], [4, 'support phone']);
  // The command line agrees.
  const path = new URL('../fixtures/public-bodies/catalogue.csv', import.meta.url).pathname;
  const { status, stdout, stderr } = gateway.tryCommand('company', 'import', path, '--dry-run', '--json');
  assert.equal(status, 0, stderr);
  assert.equal(JSON.parse(stdout).unchanged, 30);
  assert.match(stderr, /catalogue\.csv:4: domain is empty/);
});

test('files that are none are refused as a whole', async () => {
  const before = (await list()).counts;
  for (const [file, says] of [
    ['a;b;c;d;e;f\n', /semicolons/],
    ['A,a1.example,,,,\n"B,b.example,,,,\n', /Line 2: a quotation mark opens a text/],
    [Buffer.from([0xff, 0xfe, 0x41, 0]), /UTF-16/],
    [Buffer.from('PK\x03\x04zip'), /spreadsheet/],
    [Buffer.alloc(1000), /1 column/],
  ]) {
    const { status, body } = await send(file);
    assert.equal(status, 422);
    assert.equal(body.reason, 'unreadable_file');
    assert.match(body.detail, says);
  }
  assert.equal((await importAll('')).rows, 0);
  const huge = await importAll(`${'x'.repeat(10_000_000)},big.example,,,,\n`);
  assert.match(huge.bad_lines[0].reason, /10000000 bytes/);
  assert.deepEqual((await list()).counts, before);
});

test('only an admin may send much', async () => {
  const much = 'x'.repeat(100_000);
  const post = (headers) =>
    client(gateway)('POST', '/v1/admin/companies/import?dry_run=true', { raw: much, headers });
  assert.equal((await post({ 'content-type': 'text/csv' })).status, 401);
  assert.equal(
    (await post({ ...signedIn(), origin: 'https://evil.example', 'content-type': 'text/csv' })).status,
    403,
  );
  assert.equal(
    (await ask('POST', '/companies', { raw: much, headers: { 'content-type': 'text/csv' } })).status,
    413,
  );
});

/** Different companies, the names in no order. */
function bigFile(count, tag) {
  let file = 'Name,Industry,Secondary Industry,Support phone,Domain\n';
  for (let i = 0; i < count; i++) {
    const shuffled = (i * 7919) % count;
    file += `Company ${shuffled} ${tag} Services,Industry ${i % 40},,+1415555${String(i % 10_000).padStart(4, '0')},c${shuffled}.${tag}.example\n`;
  }
  return file;
}

/** Sends a file and gives each line as it comes. */
async function* follow(file) {
  const answer = await fetch(`http://127.0.0.1:${gateway.port}/v1/admin/companies/import?dry_run=false`, {
    method: 'POST',
    headers: { ...signedIn(), 'content-type': 'text/csv' },
    body: file,
  });
  let text = '';
  for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
    text += piece;
    const lines = text.split('\n');
    text = lines.pop();
    for (const line of lines) yield JSON.parse(line);
  }
}

test('100,000 companies: killed in the middle nothing is there, then all', {
  timeout: 240_000,
}, async (t) => {
  const count = 100_000;
  const file = bigFile(count, 'big');
  const before = (await list()).counts.companies;
  const phases = new Set();
  await assert.rejects(async () => {
    for await (const line of follow(file)) {
      phases.add(line.phase);
      if (line.phase === 'writing' && line.done > 0) await gateway.stop('SIGKILL');
    }
  });
  assert.deepEqual([...phases], ['reading', 'checking', 'writing']);
  await gateway.start();
  assert.equal((await list()).counts.companies, before);

  let report;
  let writing;
  for await (const line of follow(file)) {
    if (line.phase === 'writing') writing ??= Date.now();
    if (line.phase === 'done') report = line;
    if (line.phase === 'checking' && line.done > 0 && report === undefined)
      assert.equal((await send('A,a.example,,,,\n')).body.reason, 'import_running');
  }
  t.diagnostic(`the writer was busy for about ${Date.now() - writing} ms`);
  assert.equal(report.added, count);
  assert.equal(report.numbers_added, count);
  assert.equal((await list()).counts.companies, before + count);
  await gateway.stop('SIGKILL');
  await gateway.start();
  const page = await list('?q=services%20c77777');
  assert.equal(page.companies[0].domain, 'c77777.big.example');
  assert.equal(page.counts.companies, before + count);
});
