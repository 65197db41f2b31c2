import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expectNoViolations } from '../../fixtures/accessibility';
import { expect, makeAdmin, signIn, test } from '../../fixtures/adminTest';
import { pictureOf } from '../../fixtures/pictures';
import { command } from '../../fixtures/system';

const pictures = fileURLToPath(new URL('../../../../build/browser/screenshots', import.meta.url));

const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true });
const callsPerDay = (page: Page) => page.getByLabel('Calls in 24 hours');
const saved = (page: Page) => page.getByText('Saved. It counts from the next request on.');
const heading = (page: Page) => page.getByRole('heading', { name: 'Voice', exact: true, level: 1 });

test('only an admin with the password gets in, and is told why not', async ({
  openDashboard,
  createLine,
  admin,
  system,
}) => {
  const page = await openDashboard();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Copy the whole of it.')).toBeVisible();
  await expect(page.getByText('Type the admin password.')).toBeVisible();
  const failures: [string, string, string][] = [
    [createLine().token, system.adminPassword, 'This account is not an admin’s.'],
    [`tle_${'0'.repeat(32)}`, system.adminPassword, 'The server does not know this extension token.'],
    [admin.token, 'something else', 'The admin password is wrong.'],
  ];
  for (const [token, password, says] of failures) {
    await signIn(page, token, password);
    await expect(page.getByRole('alert')).toContainText(says);
  }
  await expectNoViolations(page, 'signing in');
  await signIn(page, admin.token, system.adminPassword);
  await expect(heading(page)).toBeVisible();
  expect(await page.evaluate(() => document.cookie)).toBe('');

  await page.getByRole('button', { name: 'Your session' }).click();
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('fields are judged as one types; a save shows what changes, and counts at once', async ({
  dashboard,
  system,
}) => {
  const page = await dashboard();
  await expect(page.locator('[data-calling=on]')).toBeVisible();
  await page.getByLabel('Twilio Account SID').fill('AC12');
  await expect(page.getByText('It is AC and 32 digits')).toBeVisible();
  await expect(save(page)).toBeDisabled();
  await page.getByLabel('Default caller ID').fill('+44 20 7946 0123');
  await expect(page.getByText('A number of United Kingdom.')).toBeVisible();
  await page.getByRole('button', { name: 'Discard' }).click();

  const regions = page.getByLabel('Allowed regions').first();
  await regions.fill('king');
  await page.getByRole('option', { name: 'United Kingdom (GB)' }).click();
  await regions.press('Escape');
  await callsPerDay(page).fill('7');
  await expect(page.getByText('2 changes, not saved yet')).toBeVisible();
  await save(page).click();
  await expect(saved(page)).toBeVisible();
  expect(command(system, 'settings', 'show')).toMatch(/Allowed regions +CA, GB, US[\s\S]*Calls per day +7/);

  // Without any region calling is off.
  for (let i = 0; i < 3; i += 1) await regions.press('Backspace');
  await save(page).click();
  await expect(page.locator('[data-calling=off]')).toBeVisible();
  await expect(page.getByText('No region is allowed.')).toBeVisible();
});

test('two admins at once: nothing is overwritten in silence', async ({
  dashboard,
  createLine,
  admin,
  system,
}) => {
  const one = await dashboard(admin);
  const two = await dashboard(makeAdmin(system, createLine()));
  await callsPerDay(two).fill('50');
  await two.getByLabel('Calls started in a minute').fill('9');
  await callsPerDay(one).fill('60');
  await save(one).click();
  await expect(saved(one)).toBeVisible();

  await save(two).click();
  const notice = two.getByRole('alert');
  await expect(notice).toContainText('Somebody else saved meanwhile');
  await expect(notice).toContainText('Theirs: 60. Yours: 50.');
  await expectNoViolations(two, 'conflict');
  await two.screenshot({ path: join(pictures, 'admin-conflict.png'), fullPage: true });
  await two.getByRole('button', { name: 'Take theirs' }).click();
  await expect(callsPerDay(two)).toHaveValue('60');
  await save(two).click();
  await expect(saved(two)).toBeVisible();
  expect(command(system, 'settings', 'show')).toMatch(/Tickets per minute +9[\s\S]*Calls per day +60/);
});

test('a session that ends in the middle of an edit loses nothing', async ({ dashboard, admin, system }) => {
  const page = await dashboard(admin);
  await callsPerDay(page).fill('33');
  const other = await dashboard(admin);
  await other.getByRole('button', { name: 'Your session' }).click();
  await other.getByRole('menuitem', { name: 'Sign out everywhere' }).click();
  await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible();

  await save(page).click();
  const dialog = page.getByRole('dialog', { name: 'Your session is over' });
  await expect(dialog).toBeVisible();
  await expectNoViolations(page, 'session over');
  await dialog.getByRole('textbox', { name: 'Admin password' }).fill(system.adminPassword);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog).toBeHidden();
  await expect(callsPerDay(page)).toHaveValue('33');
  await save(page).click();
  await expect(saved(page)).toBeVisible();
});

test('the gateway is away: what was typed stays, and the save can be repeated', async ({
  dashboard,
  system,
}) => {
  const page = await dashboard();
  await callsPerDay(page).fill('44');
  await system.killGateway();
  await save(page).click();
  await expect(page.getByRole('alert')).toContainText('The server cannot be reached.');
  await system.startGateway();
  await save(page).click();
  await expect(saved(page)).toBeVisible();
});

test('clean and whole: light, dark, and at the width of a side panel', async ({ dashboard }) => {
  test.slow(); // It looks at the page four times over.
  const page = await dashboard();
  await expect(heading(page)).toBeVisible();
  await expect(page.getByTestId('users-able')).toHaveText('1 user');
  await pictureOf(page, 'voice');
});
