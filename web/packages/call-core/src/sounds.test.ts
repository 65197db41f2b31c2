import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { sounds } from './sounds';

const directory = fileURLToPath(new URL('./sounds/', import.meta.url));

test('every name that the SDK would otherwise fetch from sdk.twilio.com has a local file', () => {
  const digits = [...'0123456789hs'].map((key) => `dtmf${key}`);
  expect(Object.keys(sounds).sort()).toEqual([...digits, 'disconnect', 'incoming', 'outgoing'].sort());
  for (const [name, url] of Object.entries(sounds)) expect(url).toContain(`/${name}.wav`);
});

test('the files are what generate.mjs writes', () => {
  const fresh = mkdtempSync(join(tmpdir(), 'sounds-'));
  try {
    execFileSync(process.execPath, [join(directory, 'generate.mjs'), fresh]);
    const names = readdirSync(fresh);
    expect(names).toHaveLength(15);
    for (const name of names)
      expect(readFileSync(join(fresh, name)).equals(readFileSync(join(directory, name))), name).toBe(true);
  } finally {
    rmSync(fresh, { recursive: true });
  }
});
