// The extension as it is shipped: reproducible, with the permissions that its documentation gives reasons for.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const app = root('web/apps/extension/');
const folder = mkdtempSync(join(tmpdir(), 'teleperson-voice-extension-'));
after(() => rmSync(folder, { recursive: true }));

const documentation = readFileSync(root('docs/extension.md'), 'utf8');
const manifestOf = (dist) => JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8'));

/** Builds and packs into a folder of its own; the zip's bytes. */
function build(name, environment) {
  const dist = join(folder, name, 'dist');
  const run = (...command) => {
    const [program, ...args] = command;
    const { status, stdout, stderr } = spawnSync(program, args, {
      cwd: app,
      env: { ...process.env, ...environment },
      encoding: 'utf8',
    });
    assert.equal(status, 0, stdout + stderr);
  };
  run('npx', 'vite', 'build', '--outDir', dist, '--emptyOutDir');
  run(process.execPath, 'build/pack.mjs', dist, join(folder, name));
  const [zip] = readdirSync(join(folder, name)).filter((file) => file.endsWith('.zip'));
  return { dist, zip, bytes: readFileSync(join(folder, name, zip)) };
}

const first = build('one', { TZ: 'America/New_York' });

/** The rows of the first table under a heading: the text of their first column's code, and their second column. */
function tableUnder(heading) {
  const section = documentation.split(`## ${heading}\n`)[1].split('\n## ')[0];
  return [...section.matchAll(/^\| `([^`]+)` \| (\w+) \| (.+) \|$/gm)].map(([, name, kind, why]) => ({
    name,
    kind,
    why,
  }));
}

test('the same source gives the same zip, byte for byte, in another folder and time zone', () => {
  const second = build('two', { TZ: 'Asia/Kathmandu' });
  assert.equal(first.bytes.compare(second.bytes), 0);
});

test('the permissions are those of the table, each with its reason', () => {
  const manifest = manifestOf(first.dist);
  const rows = tableUnder('Permissions');
  const named = (kind) => rows.filter((row) => row.kind === kind).map(({ name }) => name);
  assert.deepEqual(named('required').sort(), [...manifest.permissions].sort());
  assert.deepEqual(named('optional').sort(), [...manifest.optional_host_permissions].sort());
  for (const { name, why } of rows) assert.ok(why.length > 20, name);
  assert.equal(manifest.host_permissions, undefined);
  assert.equal(manifest.optional_permissions, undefined);
  assert.equal(manifest.content_scripts, undefined);
  assert.equal(manifest.externally_connectable, undefined);
});

test('the id is that of the key, in the manifest and in the documentation', () => {
  const { id, key } = JSON.parse(readFileSync(join(app, 'identity.json'), 'utf8'));
  const digest = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex');
  const letters = [...digest.slice(0, 32)].map((digit) => 'abcdefghijklmnop'[Number.parseInt(digit, 16)]);
  assert.equal(id, letters.join(''));
  assert.equal(manifestOf(first.dist).key, key);
  assert.ok(documentation.includes(`ALLOWED_ORIGINS=chrome-extension://${id}`));
});

test('the version is that of CMakeLists.txt', () => {
  const [, version] = /VERSION (\d+\.\d+\.\d+)/.exec(readFileSync(root('CMakeLists.txt'), 'utf8'));
  assert.equal(manifestOf(first.dist).version, version);
  assert.equal(first.zip, `teleperson-voice-extension-${version}.zip`);
});

test('scripts come from the package only, and nothing is evaluated', () => {
  const policy = manifestOf(first.dist).content_security_policy.extension_pages;
  assert.match(policy, /(^|; )default-src 'none';/);
  assert.match(policy, /; script-src 'self';/);
  assert.doesNotMatch(policy, /unsafe-eval|script-src[^;]*unsafe/);
  for (const file of readdirSync(first.dist).filter((name) => name.endsWith('.html'))) {
    const html = readFileSync(join(first.dist, file), 'utf8');
    assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)|https?:\/\//, file);
  }
});

test('every file that the manifest and the pages name is there', () => {
  const manifest = manifestOf(first.dist);
  const files = [
    ...Object.values(manifest.icons),
    ...Object.values(manifest.action.default_icon),
    manifest.side_panel.default_path,
    manifest.options_ui.page,
    manifest.background.service_worker,
    'welcome.html',
    'microphone.html',
    'offscreen.html',
  ];
  for (const file of readdirSync(first.dist).filter((name) => name.endsWith('.html'))) {
    const html = readFileSync(join(first.dist, file), 'utf8');
    for (const [, path] of html.matchAll(/(?:src|href)="\/([^"]+)"/g)) files.push(path);
  }
  for (const file of files) assert.ok(existsSync(join(first.dist, file)), file);
});

test('every word that the manifest names is in every language', () => {
  const used = [...JSON.stringify(manifestOf(first.dist)).matchAll(/__MSG_(\w+)__/g)].map(([, key]) => key);
  for (const language of readdirSync(join(first.dist, '_locales'))) {
    const messages = JSON.parse(
      readFileSync(join(first.dist, '_locales', language, 'messages.json'), 'utf8'),
    );
    for (const key of used) assert.ok(messages[key]?.message, `${key} in ${language}`);
  }
});
