// Packs dist/ into build/extension/teleperson-voice-extension-<version>.zip, the same bytes from the same files whatever
// the clock, the time zone or the order of a directory; prints the sizes.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync, zipSync } from 'fflate';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const dist = process.argv[2] ?? here('../dist');
const folder = process.argv[3] ?? here('../../../../build/extension');

// A zip holds local time without a zone: the same fields, made in whatever zone this runs.
const mtime = new Date(1980, 0, 1);
const names = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(dist, join(entry.parentPath, entry.name)).split(sep).join('/'))
  .sort();
const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(dist, name))]));
const zip = zipSync(files, { level: 9, mtime, os: 3, attrs: 0o644 << 16 });

const { version } = JSON.parse(files['manifest.json'].toString());
const path = join(folder, `teleperson-voice-extension-${version}.zip`);
mkdirSync(folder, { recursive: true });
writeFileSync(path, zip);

const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;
for (const name of names.filter((file) => /\.(js|css)$/.test(file)))
  console.log(
    `  ${name}: ${kib(files[name].length)}, gzipped ${kib(gzipSync(files[name], { level: 9 }).length)}`,
  );
console.log(`${relative(process.cwd(), path)}: ${kib(zip.length)}`);
