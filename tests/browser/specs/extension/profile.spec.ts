import type { Locator, Page } from '@playwright/test';
import { expectNoViolations } from '../../fixtures/accessibility';
import { DialerPage } from '../../fixtures/dialerPage';
import { expect, test } from '../../fixtures/extensionTest';
import { command } from '../../fixtures/system';

/** In steps shorter than the patience of a request, which is counted by the same clock and needs real time. */
async function waitWhileTimePasses(page: Page, shown: Locator) {
  await expect(async () => {
    await page.clock.runFor(5_000);
    await expect(shown).toBeVisible({ timeout: 500 });
  }).toPass();
}

test('the profile menu leads to the settings, and administrators to the dashboard', async ({
  createLine,
  browserWithExtension,
  panel,
  system,
}) => {
  const line = createLine();
  const { page } = await panel(line);
  const menu = page.getByRole('menu', { name: 'Profile' });
  const items = menu.getByRole('menuitem');
  const openMenu = () => page.getByRole('button', { name: 'Profile' }).press('Enter');
  await openMenu();
  await expect(menu).toContainText(new URL(system.gateway).host);
  await expect(items).toHaveText(['Settings']);
  await expectNoViolations(page, 'profile menu');
  const settings = browserWithExtension.context.waitForEvent('page');
  await items.first().press('Enter');
  await expect((await settings).getByRole('heading', { name: 'Settings' })).toBeVisible();

  command(system, 'user', 'set-role', line.userId, 'admin');
  await page.reload();
  await openMenu();
  await expect(items).toHaveText(['Settings', 'Admin dashboard']);
  await page.screenshot({ path: test.info().outputPath('profile.png') });
  const dashboard = browserWithExtension.context.waitForEvent('page');
  await items.last().click();
  const opened = await dashboard;
  await expect(opened).toHaveURL(`${system.gateway}/admin/`);
  await expect(opened.getByRole('textbox', { name: 'Extension token' })).toBeVisible();
  expect(opened.url() + (await opened.content()), 'the token').not.toContain(line.token);
});

test('a plan bought or lost while the panel is open is noticed without a restart', async ({
  createLine,
  browserWithExtension,
  system,
}) => {
  const line = createLine({ plan: 'free' });
  await browserWithExtension.storeAccount(system.gateway, line.token);
  await browserWithExtension.context.clock.install();
  const page = await browserWithExtension.open('sidepanel');
  const dialer = new DialerPage(page, system.gateway);
  await dialer.find(line);
  await expect(page.getByRole('link', { name: 'See plans' })).toHaveAttribute(
    'href',
    `${system.gateway}/plans`,
  );
  await expect(page.getByRole('link', { name: /^My phone/ })).toHaveAttribute('href', `tel:${line.e164}`);
  await expect(page.getByRole('button', { name: /^Call / })).toHaveCount(0);

  command(system, 'user', 'set-plan', line.userId, 'premium');
  await waitWhileTimePasses(page, dialer.callButton(line));
  await expect(page.getByRole('link', { name: 'See plans' })).toHaveCount(0);

  command(system, 'user', 'set-plan', line.userId, 'free');
  await waitWhileTimePasses(page, page.getByRole('link', { name: 'See plans' }));
  await expect(dialer.callButton(line)).toHaveCount(0);
});
