import { command } from '../fixtures/system';
import { expect, test } from '../fixtures/test';

test('a free user sees the numbers, no Call button, and the way to get one', async ({
  system,
  createLine,
  dialerPage,
  callLogRows,
}) => {
  const line = createLine({ plan: 'free' });
  const dialer = await dialerPage(line.token);
  await dialer.find(line);
  await expect(dialer.page.getByText('Calling is not part of your plan')).toBeVisible();
  await expect(dialer.page.getByRole('link', { name: 'See plans' })).toHaveAttribute(
    'href',
    `${system.gateway}/plans`,
  );
  await expect(dialer.page.getByRole('button', { name: /^Call / })).toHaveCount(0);
  expect(callLogRows(line)).toEqual([]);
});

test('a free user who asks all the same gets 403, for the token and for a call', async ({
  system,
  createLine,
}) => {
  const line = createLine({ plan: 'free' });
  for (const path of ['/v1/voice/token', '/v1/voice/calls']) {
    const response = await fetch(system.gateway + path, {
      method: 'POST',
      headers: { 'X-TLE-Token': line.token, 'Content-Type': 'application/json' },
      body: JSON.stringify({ number_id: 'any' }),
    });
    expect(response.status, path).toBe(403);
    expect(await response.json(), path).toMatchObject({ reason: 'plan_without_voip' });
  }
});

test('a downgrade bites on the next call, though the page still shows its button', async ({
  system,
  createLine,
  dialerPage,
  callLogRows,
}) => {
  const line = createLine();
  const dialer = await dialerPage(line.token);
  await dialer.find(line);
  command(system, 'user', 'set-plan', line.userId, 'free');
  await dialer.callButton(line).click();
  await dialer.expectEnd('failed', 'plan_without_voip');
  await expect(dialer.page.getByRole('button', { name: /^Call / })).toHaveCount(0);
  expect(callLogRows(line)).toEqual([]);
});

test('a revoked token signs the page out', async ({ system, createLine, dialerPage }) => {
  const line = createLine();
  const dialer = await dialerPage(line.token);
  command(system, 'token', 'revoke', line.token);
  await dialer.page.reload();
  await expect(dialer.page.getByText('This token is not valid')).toBeVisible();
  await expect(dialer.page.getByLabel('Extension token')).toBeVisible();
});

test('the token does not stay in the address bar', async ({ createLine, dialerPage }) => {
  const line = createLine();
  const dialer = await dialerPage(line.token);
  expect(dialer.page.url()).not.toContain(line.token);
});
