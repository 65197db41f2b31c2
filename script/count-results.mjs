// Counts the tests of a results folder (JUnit files, and one exit status per step) and prints `N passed, N failed`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const files = readdirSync(folder);
let passed = 0;
let failed = 0;

for (const file of files.filter((name) => name.endsWith('.xml'))) {
  const cases =
    readFileSync(join(folder, file), 'utf8').match(/<testcase\b[^>]*?(\/>|>[\s\S]*?<\/testcase>)/g) ?? [];
  const broken = cases.filter((text) => /<(failure|error)\b/.test(text)).length;
  const skipped = cases.filter((text) => /<skipped\b/.test(text)).length;
  console.log(
    `${file.replace('.xml', '').padEnd(10)} ${cases.length - broken - skipped} passed, ${broken} failed, ${skipped} skipped`,
  );
  passed += cases.length - broken - skipped;
  failed += broken;
}

// A step that has no file of its own (the build, the linters), or whose runner died, is one test.
for (const file of files.filter((name) => name.endsWith('.status'))) {
  const step = file.replace('.status', '');
  const ok = readFileSync(join(folder, file), 'utf8').trim() === '0';
  const own = files.includes(`${step}.xml`);
  if (ok && !own) passed += 1;
  if (!ok && (!own || failed === 0)) failed += 1;
}

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
