import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expectNoViolations } from '../../fixtures/accessibility';
import { expect, makeAdmin, signIn, test } from '../../fixtures/adminTest';

const pictures = fileURLToPath(new URL('../../../../build/browser/screenshots', import.meta.url));
const fixture = (name: string) =>
  fileURLToPath(new URL(`../../../fixtures/public-bodies/${name}`, import.meta.url));
const markup = '<img src=x onerror=alert(1)>';

const openTab = (page: Page) => page.getByRole('tab', { name: 'Companies' }).click();
const row = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Companies, by name' }).getByRole('button', { name });
const drawer = (page: Page) => page.getByRole('dialog');
const filter = (page: Page, name: string) => page.getByRole('group', { name: 'Show' }).getByText(name);

async function addCompany(page: Page, name: string, domain: string) {
  await page.getByRole('button', { name: 'Add a company' }).click();
  const dialog = page.getByRole('dialog', { name: 'New company' });
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await dialog.getByRole('textbox', { name: 'Domain', exact: true }).fill(domain);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('dialog', { name })).toBeVisible();
}

test('from nothing: a company by hand, its number verified, called by nobody before', async ({
  openDashboard,
  createLine,
  system,
}) => {
  // A user without a company of their own.
  const nobodys = { userId: '', token: '', company: '', e164: '+14155550100' };
  const admin = makeAdmin(system, createLine({ sameNumberAs: nobodys }));
  const page = await openDashboard();
  await signIn(page, admin.token, system.adminPassword);
  await openTab(page);
  await expect(page.getByText('No companies yet')).toBeVisible();
  await expectNoViolations(page, 'no companies');
  await page.screenshot({ path: join(pictures, 'admin-companies-empty.png') });

  await page.getByRole('button', { name: 'Add a company' }).click();
  const dialog = page.getByRole('dialog', { name: 'New company' });
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByText('Every company needs a name.')).toBeVisible();
  await expect(dialog.getByText('It must be a domain name')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(markup);
  await dialog.getByRole('textbox', { name: 'Domain', exact: true }).fill('https://www.markup.example/about');
  await dialog.getByLabel('Industry').fill(`${markup} industry`);
  await dialog.getByLabel('Description').fill(`${markup}\ndescription`);
  await expectNoViolations(page, 'a new company');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();

  const company = page.getByRole('dialog', { name: markup });
  await expect(company.getByRole('textbox', { name: 'Domain', exact: true })).toHaveValue('markup.example');
  await company.getByLabel('Number', { exact: true }).fill('+1 (416) 555-0123');
  await expect(company.getByText('A number of Canada.')).toBeVisible();
  await company.getByLabel('Label', { exact: true }).fill(markup);
  await company.getByRole('button', { name: 'Add number' }).click();
  await expect(company.getByText('Added. It can be called once you verify it.')).toBeVisible();
  const number = company.getByRole('group', { name: '+1 416-555-0123' });
  await expect(number.locator('[data-state=unverified]')).toBeVisible();
  await expect(number.getByRole('textbox')).toHaveValue(markup);

  await number.getByRole('button', { name: 'Verify +1 416-555-0123' }).click();
  const verify = page.getByRole('dialog', { name: 'Verify a number' });
  await verify.getByRole('radio', { name: '6 months' }).click();
  await expectNoViolations(page, 'verifying');
  await page.screenshot({ path: join(pictures, 'admin-companies-verify.png') });
  await verify.getByLabel('Until, including this day').fill('2020-01-01');
  await expect(verify.getByText('Choose a day in the future.')).toBeVisible();
  const soon = new Date(Date.now() + 7 * 24 * 3_600_000).toLocaleDateString('sv-SE');
  await verify.getByLabel('Until, including this day').fill(soon);
  await verify.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(number.locator('[data-state=lapsing]')).toBeVisible();
  await expect(number.getByText('Verified by Robin')).toBeVisible();
  await expectNoViolations(page, 'a company');
  await page.screenshot({ path: join(pictures, 'admin-companies-details.png') });

  await number.getByRole('button', { name: /^Un-verify/ }).click();
  await expect(number.locator('[data-state=unverified]')).toBeVisible();
  await number.getByRole('button', { name: 'Remove +1 416-555-0123' }).click();
  await number.getByRole('button', { name: 'Really remove' }).click();
  await expect(company.getByText('None yet. Users cannot call this company.')).toBeVisible();

  await company.getByRole('button', { name: 'Delete company' }).click();
  await company.getByRole('button', { name: 'Really delete' }).click();
  await expect(page.getByText('No companies yet')).toBeVisible();
});

test('the review queue: sent back, not seen by users, approved', async ({ dashboard }) => {
  const page = await dashboard();
  await openTab(page);
  await addCompany(page, 'Example Bank', 'bank.example');
  await drawer(page).getByRole('button', { name: 'Send back to review' }).click();
  await expect(drawer(page).getByText('This company waits for a review')).toBeVisible();
  await page.keyboard.press('Escape');
  await filter(page, 'To review').click();
  await expect(row(page, 'Example Bank')).toBeVisible();
  await row(page, 'Example Bank').click();
  await drawer(page).getByRole('button', { name: 'Approve' }).click();
  await expect(drawer(page).getByText(/^Reviewed /)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Nothing waits for a review')).toBeVisible();
  await page.getByLabel('Search companies').fill('+1 415 555 0100');
  await expect(page.getByText('Companies are not found by their numbers')).toBeVisible();
});

test('two admins at once: nothing is overwritten in silence', async ({
  dashboard,
  createLine,
  admin,
  system,
}) => {
  const one = await dashboard(admin);
  await openTab(one);
  await addCompany(one, 'Example Air', 'air.example');
  const two = await dashboard(makeAdmin(system, createLine()));
  await openTab(two);
  await row(two, 'Example Air').click();
  await drawer(two).getByLabel('Industry').fill('Their industry');
  await drawer(two).getByRole('textbox', { name: 'Name', exact: true }).fill('Two Air');

  await drawer(one).getByRole('textbox', { name: 'Name', exact: true }).fill('One Air');
  await drawer(one).getByRole('button', { name: 'Save', exact: true }).click();
  await expect(drawer(one).getByText('Saved.', { exact: true })).toBeVisible();

  const save = drawer(two).getByRole('button', { name: 'Save', exact: true });
  await save.click();
  const notice = drawer(two).getByRole('alert');
  await expect(notice).toContainText('Theirs: One Air. Yours: Two Air.');
  await expectNoViolations(two, 'conflict');
  await two.screenshot({ path: join(pictures, 'admin-companies-conflict.png') });
  await notice.getByRole('button', { name: 'Take theirs' }).click();
  await save.click();
  await expect(drawer(two).getByText('Saved.', { exact: true })).toBeVisible();
  await expect(drawer(two).getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('One Air');
  await expect(drawer(two).getByLabel('Industry')).toHaveValue('Their industry');
});

test('dirty lists of both formats: previewed, explained, imported', async ({ dashboard }) => {
  test.slow(); // many states to look at
  const page = await dashboard();
  await openTab(page);
  await page.getByRole('button', { name: 'Import' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import companies' });
  await expectNoViolations(page, 'choosing a file');
  await page.screenshot({ path: join(pictures, 'admin-companies-import.png') });

  const broken = { name: 'broken.csv', mimeType: 'text/csv', buffer: Buffer.from('"A,a.example,,,,\n') };
  await dialog.locator('input[type=file]').setInputFiles(broken);
  await expect(dialog.getByRole('alert')).toContainText('Line 1: a quotation mark opens a text');

  await dialog.locator('input[type=file]').setInputFiles(fixture('catalogue.csv'));
  await expect(dialog.getByText('What the import would do')).toBeVisible();
  const bad = dialog.getByRole('region', { name: /not right/ });
  await expect(bad.getByRole('row', { name: /^4 domain It is empty/ })).toBeVisible();
  await expectNoViolations(page, 'preview');
  await page.screenshot({ path: join(pictures, 'admin-companies-preview.png') });
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download the list' }).click();
  expect((await download).suggestedFilename()).toBe('lines-to-correct.csv');
  await dialog.getByRole('button', { name: /^Import \d+ companies$/ }).click();
  await expect(dialog.getByText('Imported', { exact: true })).toBeVisible();

  await dialog.locator('input[type=file]').setInputFiles(fixture('support-list.csv'));
  await expect(
    bad.getByRole('row', { name: /^4 support phone It is not one telephone number/ }),
  ).toBeVisible();
  await dialog.getByLabel('New companies wait in the review queue').check();
  await dialog.getByRole('button', { name: 'Import 8 companies' }).click();
  await expect(dialog.getByText('Imported', { exact: true })).toBeVisible();
  await page.screenshot({ path: join(pictures, 'admin-companies-imported.png') });
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  await expect(filter(page, 'To review')).toContainText('8');
  await page.getByLabel('Search companies').fill('europ cent');
  await expect(row(page, 'European Central Bank')).toBeVisible();
  await page.getByLabel('Search companies').fill('');
  await expect(page.getByRole('button', { name: 'Show more companies' })).toBeVisible();
  await expectNoViolations(page, 'the list');
  await page.screenshot({ path: join(pictures, 'admin-companies-light.png') });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: join(pictures, 'admin-companies-dark.png') });
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoViolations(page, 'narrow and dark');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.screenshot({ path: join(pictures, 'admin-companies-narrow-dark.png') });
  await row(page, 'Banco Nacional').click();
  await expect(drawer(page).getByText('This company waits for a review')).toBeVisible();
  await expectNoViolations(page, 'a company, narrow and dark');
  await page.screenshot({ path: join(pictures, 'admin-companies-details-narrow-dark.png') });
});
