import { afterEach, expect, it, vi } from 'vitest';
import { fetchSandboxInfo, parseSandboxInfo } from './sandboxInfo';

afterEach(() => vi.unstubAllGlobals());

const scripted = [{ number: '+1 XXX 555-0191', behaviour: 'busy' }];

it('takes what the page shows', () => {
  expect(
    parseSandboxInfo({ account_sid: 'AC', caller_ids: ['+14155550100'], scripted, handsets: [] }),
  ).toEqual({
    callerIds: ['+14155550100'],
    scripted,
  });
});

it.each([
  null,
  'text',
  {},
  { caller_ids: [], scripted: [7] },
  { caller_ids: [7], scripted },
  { caller_ids: [], scripted: [{ number: '+1' }] },
])('refuses %j', (body) => {
  expect(() => parseSandboxInfo(body)).toThrow(TypeError);
});

it('fails when the sandbox answers with an error', async () => {
  vi.stubGlobal('fetch', async () => new Response('{}', { status: 503 }));
  await expect(fetchSandboxInfo()).rejects.toThrow('503');
});
