import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expectNoViolations } from '../../fixtures/accessibility';
import { expect, test } from '../../fixtures/adminTest';
import { DialerPage } from '../../fixtures/dialerPage';
import { sha256 } from '../../fixtures/line';

const pictures = fileURLToPath(new URL('../../../../build/browser/screenshots', import.meta.url));

test('a call shows up in the log, by hashes, and is found by its filters', async ({
  dashboard,
  createLine,
  newPage,
  system,
}) => {
  const page = await dashboard();
  await page.getByRole('tab', { name: 'Calls' }).click();
  await expect(page.getByText('No calls yet')).toBeVisible();
  await expectNoViolations(page, 'no calls');

  const line = createLine({ scripted: '0191' });
  const dialer = new DialerPage(await newPage(), system.gateway);
  await dialer.signIn(line.token);
  await dialer.call(line);
  await dialer.expectEnd('ended', 'busy');

  const rows = page.getByRole('region', { name: 'Calls, newest first' }).getByRole('row');
  await expect(async () => {
    await page.reload();
    await page.getByRole('tab', { name: 'Calls' }).click();
    await expect(rows).toHaveCount(2, { timeout: 2000 });
  }).toPass();
  await expect(rows.nth(1)).toContainText(line.company);
  await expect(rows.nth(1)).toContainText(sha256(line.userId).slice(0, 8));
  await expect(rows.nth(1)).toContainText('Failed');
  expect(await page.content()).not.toContain(line.userId);
  await expectNoViolations(page, 'one call');
  await page.screenshot({ path: join(pictures, 'admin-calls.png') });

  await page.getByLabel('Outcome').selectOption('answered');
  await expect(page.getByText('No call matches these filters')).toBeVisible();
  await page.getByLabel('Outcome').selectOption('failed');
  await page.getByLabel('Id of a user').fill(line.userId);
  await expect(rows).toHaveCount(2);
  const today = new Date().toLocaleDateString('sv-SE');
  await page.getByLabel('From').fill(today);
  await page.getByLabel('Until, including this day').fill(today);
  await expect(rows).toHaveCount(2);
  await page.getByLabel('Until, including this day').fill('2020-01-01');
  await expect(page.getByText('No call matches these filters')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(rows).toHaveCount(2);
  await page.setViewportSize({ width: 360, height: 665 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNoViolations(page, 'narrow and dark');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.screenshot({ path: join(pictures, 'admin-calls-narrow-dark.png') });
});
