import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('schema.ts is what api/openapi.yaml generates (else: npm run generate --workspace @teleperson/api)', () => {
  const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  const generator = at('../node_modules/.bin/openapi-typescript');
  const generated = execFileSync(generator, [at('../../../../api/openapi.yaml')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  expect(readFileSync(at('./schema.ts'), 'utf8').trim()).toBe(generated.trim());
});
