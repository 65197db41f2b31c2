import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expectNoViolations } from '../../fixtures/accessibility';
import { expect, test } from '../../fixtures/adminTest';
import { command } from '../../fixtures/system';

const pictures = fileURLToPath(new URL('../../../../build/browser/screenshots', import.meta.url));

async function openUsers(page: Page, search: string) {
  await page.getByRole('tab', { name: 'Users' }).click();
  await page.getByLabel('Search users').fill(search);
}
const row = (page: Page, name: string) => page.getByRole('button', { name, expanded: false });

test('a user is added, gets a plan and a token, and calls with it; revoked, it is dead', async ({
  dashboard,
  system,
}) => {
  const page = await dashboard();
  await openUsers(page, '');
  await page.getByRole('button', { name: 'Add a user' }).click();
  const form = page.locator('form', { hasText: 'The user’s id in your product.' });
  await form.getByRole('button', { name: 'Add a user' }).click();
  await expect(form.getByText('Printable characters without blanks')).toBeVisible();
  await form.getByLabel('Id').fill('u-2001');
  const markup = '<img src=x onerror=alert(1)>';
  await form.getByLabel('First name').fill(markup);
  await form.getByRole('button', { name: 'Add a user' }).click();
  await expect(form).toBeHidden();

  await page.getByLabel('Search users').fill('U-20');
  await row(page, `${markup} u-2001`).click();
  await page.getByRole('textbox', { name: 'Plan' }).fill('Premium');
  await expect(page.getByText('Lower-case letters, digits')).toBeVisible();
  await page.getByRole('textbox', { name: 'Plan' }).fill('premium');
  await page.getByRole('button', { name: 'Set plan' }).click();
  await expect(page.getByText('Saved. It counts from the next request on.')).toBeVisible();
  await page.getByLabel('Name of the new token').fill('laptop');
  await page.getByRole('button', { name: 'Issue a token' }).click();
  const token = (await page.getByTestId('issued-token').textContent()) ?? '';
  expect(token).toMatch(/^tle_[0-9a-f]{32}$/);
  await expectNoViolations(page, 'a token issued');
  await page.screenshot({ path: join(pictures, 'admin-users.png'), fullPage: true });

  const me = () => fetch(`${system.gateway}/v1/me`, { headers: { 'X-TLE-Token': token } });
  expect(await (await me()).json()).toMatchObject({ plan: 'premium', voip: true });
  await page.getByRole('button', { name: 'Switch account off' }).click();
  await expect(page.getByRole('button', { name: 'Switch account on' })).toBeVisible();
  expect((await me()).status).toBe(403);
  await page.getByRole('button', { name: 'Switch account on' }).click();
  await page.getByRole('button', { name: 'Revoke laptop' }).click();
  await page.getByRole('button', { name: 'Really revoke' }).click();
  await expect(page.getByText('None yet.')).toBeVisible();
  expect((await me()).status).toBe(401);

  await page.reload();
  await openUsers(page, 'u-2001');
  await row(page, `${markup} u-2001`).click();
  await expect(page.getByTestId('issued-token')).toHaveCount(0);
});

test('an admin changes no admin; a super admin does, but not their own role', async ({
  dashboard,
  createLine,
  admin,
  system,
}) => {
  const boss = createLine();
  command(system, 'user', 'set-role', boss.userId, 'super_admin');
  const page = await dashboard(admin);
  await openUsers(page, boss.userId);
  await row(page, `Robin ${boss.userId}`).click();
  await expect(page.getByLabel('Role')).toBeDisabled();
  await page.getByRole('button', { name: 'Switch account off' }).click();
  await expect(page.getByRole('alert')).toContainText('Only a super admin');

  const bosses = await dashboard(boss);
  await openUsers(bosses, admin.userId);
  await row(bosses, `Robin ${admin.userId}`).click();
  await bosses.getByLabel('Role').selectOption('user');
  await bosses.getByRole('button', { name: 'Set role' }).click();
  await expect(bosses.getByText('Saved. It counts from the next request on.')).toBeVisible();
  await expect(bosses.getByRole('button', { name: `Robin ${admin.userId}` }).getByText('Admin')).toHaveCount(
    0,
  );
  await bosses.getByLabel('Search users').fill(boss.userId);
  await row(bosses, `Robin ${boss.userId}`).click();
  await bosses.getByLabel('Role').selectOption('user');
  await bosses.getByRole('button', { name: 'Set role' }).click();
  await expect(bosses.getByText('This is your own account.')).toBeVisible();
});

test('nobody found, many found, narrow and dark', async ({ dashboard, system }) => {
  const page = await dashboard();
  await openUsers(page, 'nobody-has-this-id');
  await expect(page.getByText('No user matches “nobody-has-this-id”')).toBeVisible();
  for (let i = 0; i < 27; i += 1) command(system, 'user', 'add', `many-${100 + i}`);
  await page.getByLabel('Search users').fill('many-');
  await expect(page.getByRole('button', { name: /^many-/ })).toHaveCount(25);
  await page.getByRole('button', { name: 'Show more users' }).click();
  await expect(page.getByRole('button', { name: /^many-/ })).toHaveCount(27);
  await page.setViewportSize({ width: 360, height: 665 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await row(page, 'many-100').click();
  await expectNoViolations(page, 'narrow and dark');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.screenshot({ path: join(pictures, 'admin-users-narrow-dark.png') });
});

test('a session that ends in the middle of an edit loses nothing', async ({ dashboard, admin, system }) => {
  const page = await dashboard(admin);
  await openUsers(page, admin.userId);
  await row(page, `Robin ${admin.userId}`).click();
  await page.getByLabel('Name of the new token').fill('tablet');
  await page.getByRole('button', { name: 'Add a user' }).click();
  const form = page.locator('form', { hasText: 'The user’s id in your product.' });
  await form.getByLabel('Id').fill('u-3001');
  await form.getByLabel('First name').fill('Kim');
  command(system, 'user', 'disable', admin.userId);
  await form.getByRole('button', { name: 'Add a user' }).click();

  const dialog = page.getByRole('dialog', { name: 'Your session is over' });
  await expect(dialog).toBeVisible();
  await expectNoViolations(page, 'session over, users');
  command(system, 'user', 'enable', admin.userId);
  command(system, 'token', 'revoke', admin.token);
  const token = command(system, 'token', 'issue', admin.userId);
  await dialog.getByRole('textbox', { name: 'Extension token' }).fill(token);
  await dialog.getByRole('textbox', { name: 'Admin password' }).fill(system.adminPassword);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog).toBeHidden();
  await expect(form.getByLabel('Id')).toHaveValue('u-3001');
  await expect(form.getByText('Your session was over.')).toBeVisible();
  await form.getByRole('button', { name: 'Add a user' }).click();
  await expect(form).toBeHidden();
  await expect(page.getByLabel('Name of the new token')).toHaveValue('tablet');
  await page.getByLabel('Search users').fill('Kim');
  await expect(row(page, 'Kim u-3001')).toBeVisible();
});
