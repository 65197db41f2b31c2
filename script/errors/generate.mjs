// Writes, or with --check compares, every file that is made of api/errors.yaml.
import { readFileSync, writeFileSync } from 'node:fs';
import { readDefinitions } from './definitions.mjs';
import { generatedFiles } from './files.mjs';

const root = new URL('../../', import.meta.url);
const check = process.argv.includes('--check');
const files = generatedFiles(readDefinitions(readFileSync(new URL('api/errors.yaml', root), 'utf8')));

const read = (path) => {
  try {
    return readFileSync(new URL(path, root), 'utf8');
  } catch {
    return undefined; // Not there yet.
  }
};
const stale = Object.entries(files).filter(([path, text]) => read(path) !== text);
for (const [path, text] of stale) {
  if (check) console.error(`${path} does not follow from api/errors.yaml. Run: script/generate-errors`);
  else writeFileSync(new URL(path, root), text);
}
if (check && stale.length > 0) process.exit(1);
