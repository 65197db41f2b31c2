import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expectNoViolations } from '../../fixtures/accessibility';
import { expect, test } from '../../fixtures/adminTest';
import { command } from '../../fixtures/system';

const pictures = fileURLToPath(new URL('../../../../build/browser/screenshots', import.meta.url));
const markup = '<img src=x onerror=alert(1)>';

async function openAuditLog(page: Page) {
  await page.getByRole('tab', { name: 'Audit log' }).click();
  await expect(page.getByRole('heading', { name: 'Audit log' })).toBeVisible();
}
const rows = (page: Page) => page.getByRole('table', { name: 'Records, newest first' }).getByRole('row');
/** The newest record; the first row is the head. */
const newest = (page: Page) => rows(page).nth(1);

test('what an admin changes is in the log at once, in words, from what to what', async ({
  dashboard,
  createLine,
  admin,
  system,
}) => {
  const line = createLine();
  const page = await dashboard(admin);
  await page.getByRole('textbox', { name: /Calls in 24 hours/ }).fill('33');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved. It counts from the next request on.')).toBeVisible();
  await openAuditLog(page);
  await expect(newest(page)).toContainText('Changed the settings');
  await expect(newest(page)).toContainText('Calls in 24 hours: 200 → 33');
  await expect(newest(page)).toContainText('Robin');
  await expect(newest(page)).not.toContainText('Allowed regions');

  command(system, 'user', 'set-plan', line.userId, 'free');
  command(system, 'user', 'disable', line.userId);
  await page.reload();
  await openAuditLog(page);
  await expect(newest(page)).toContainText('Switched the account off');
  await expect(newest(page)).toContainText('Command line');
  await expect(rows(page).nth(2)).toContainText('Plan: premium → free');
  for (const id of [line.userId, admin.userId, 'num_', 'co_', 'u_'])
    await expect(page.getByRole('main')).not.toContainText(id);
});

test('stored markup is text, wherever it stands', async ({ dashboard, system }) => {
  command(system, 'user', 'add', 'u-4001', '--first-name', markup);
  command(system, 'token', 'issue', 'u-4001', '--name', markup);
  command(system, 'user', 'set-role', 'u-4001', 'admin');
  const page = await dashboard();
  let alerts = 0;
  page.on('dialog', (dialog) => {
    alerts += 1;
    void dialog.dismiss();
  });
  await openAuditLog(page);
  const issued = rows(page).filter({ hasText: 'Issued an extension token' }).filter({ hasText: markup });
  await expect(issued).toContainText(`Name: ${markup}`);
  await page.getByRole('combobox', { name: 'Done by' }).fill('<img');
  await page.getByRole('option', { name: markup }).click();
  await expect(page.getByText('No record matches these filters')).toBeVisible();
  await expect(page.getByRole('main').locator('img')).toHaveCount(0);
  expect(alerts).toBe(0);
});

test('filters: what, by whom, about whom, when; and the file has what they show', async ({
  dashboard,
  createLine,
  admin,
}) => {
  const line = createLine();
  const page = await dashboard(admin);
  await openAuditLog(page);
  await page.getByLabel('Action').selectOption({ label: 'Issued an extension token' });
  await expect(newest(page)).toContainText('Issued an extension token');
  await expect(rows(page).filter({ hasText: 'Added a user' })).toHaveCount(0);
  await page.getByLabel('Action').selectOption({ label: 'Users: all' });
  await expect(newest(page)).toContainText('Added a user');

  await page.getByRole('combobox', { name: 'About' }).fill(line.userId);
  await page.getByRole('option', { name: line.userId }).click();
  await expect(rows(page)).toHaveCount(2);
  const today = new Date().toLocaleDateString('sv-SE');
  await page.getByLabel('From').fill(today);
  await page.getByLabel('Until (inclusive)').fill(today);
  await expect(rows(page)).toHaveCount(2);
  await expectNoViolations(page, 'filtered');

  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export as CSV' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^audit-log-\d{4}-\d\d-\d\d\.csv$/);
  const lines = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain('actor_user_id');
  expect(lines[1]).toContain('user.added');

  await page.getByLabel('From').fill('');
  await page.getByLabel('Until (inclusive)').fill('2020-01-01');
  await expect(page.getByText('No record matches these filters')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).last().click();
  await expect(page.getByRole('combobox', { name: 'About' })).toHaveValue('');

  await page.getByRole('combobox', { name: 'Done by' }).fill(admin.userId);
  await page.getByRole('option', { name: admin.userId }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(newest(page)).toContainText('Signed in to the dashboard');
});

test('older records by the page; the server away is said', async ({ dashboard, system }) => {
  for (let i = 0; i < 30; i += 1) {
    command(system, 'user', 'add', `u-${5000 + i}`);
    command(system, 'user', 'disable', `u-${5000 + i}`);
  }
  const page = await dashboard();
  await openAuditLog(page);
  await expect(rows(page)).toHaveCount(51);
  await page.getByRole('button', { name: 'Show older records' }).click();
  await expect(page.getByRole('button', { name: 'Show older records' })).toBeHidden();
  expect(await rows(page).count()).toBeGreaterThan(61);

  await system.killGateway();
  await page.getByRole('button', { name: 'Export as CSV' }).click();
  await expect(page.getByRole('alert')).toContainText(
    'The export was not finished. The server cannot be reached.',
  );
  await page.getByLabel('Action').selectOption({ label: 'Added a user' });
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await system.startGateway();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(newest(page)).toContainText('Added a user');
});

test('clean and whole: light, dark, and at the width of a side panel', async ({
  dashboard,
  createLine,
  system,
}) => {
  const line = createLine();
  command(system, 'user', 'set-plan', line.userId, 'pro');
  command(system, 'settings', 'set', '--regions', 'US,CA,GB', '--calls-per-day', '150');
  const page = await dashboard();
  await openAuditLog(page);
  await expect(newest(page)).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 1280, height: 900 });
    await expectNoViolations(page, `${colorScheme}: audit log`);
    await page.screenshot({ path: join(pictures, `admin-audit-${colorScheme}.png`) });
    await page.setViewportSize({ width: 360, height: 665 });
    await expectNoViolations(page, `${colorScheme}: audit log, narrow`);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, 'scrolls sideways').toBeLessThanOrEqual(360);
    await page.screenshot({ path: join(pictures, `admin-audit-narrow-${colorScheme}.png`), fullPage: true });
  }
});
