import type { Page } from '@playwright/test';
import { expect, signIn, test } from '../../fixtures/adminTest';
import { pictureOf } from '../../fixtures/pictures';
import { command } from '../../fixtures/system';
import { TestCallPage } from '../../fixtures/testCall';

const setUp = (page: Page) => page.getByRole('region', { name: 'Set up calling' });
const step = (page: Page, name: string) => setUp(page).locator(`[data-step=${name}]`);

test.use({ systemOptions: { blank: true } });

test('from an empty installation to a call that is answered, in the dashboard', async ({
  openDashboard,
  system,
}) => {
  test.setTimeout(240_000); // Long, and it looks at the page eight times over.
  const me = 'the-first-admin';
  command(system, 'user', 'add', me, '--first-name', 'Ada', '--role', 'super_admin');
  const token = command(system, 'token', 'issue', me);
  const page = await openDashboard();
  await signIn(page, token, system.adminPassword);

  await expect(setUp(page)).toBeVisible();
  await expect(step(page, 'server')).toHaveAttribute('data-done', 'true');
  await expect(step(page, 'fields')).toHaveAttribute('aria-current', 'step');
  await expect(page.getByTestId('users-able')).toHaveText('0 users');
  await pictureOf(page, 'first-run');

  // The four fields, from what the page itself offers.
  await step(page, 'fields').getByRole('link', { name: 'Fill in the fields' }).click();
  await expect(page.getByLabel('Twilio Account SID')).toBeFocused();
  for (const button of await page.getByRole('button', { name: 'Use this server’s' }).all())
    await button.click();
  await page.getByRole('button', { name: 'Use the server’s' }).click();
  await page.getByLabel('Default caller ID').fill('+14155550199');
  await expect(page.getByText('A number of United States.')).toBeVisible();
  const regions = page.getByLabel('Allowed regions').first();
  await regions.fill('United States');
  await page.getByRole('option', { name: 'United States (US)' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(step(page, 'fields')).toHaveAttribute('data-done', 'true');
  await expect(step(page, 'plans')).toHaveAttribute('data-done', 'true');
  await expect(step(page, 'numbers')).toHaveAttribute('aria-current', 'step');

  // A company with a verified number: one that a script answers in the sandbox.
  await step(page, 'numbers').getByRole('link', { name: 'Go to Companies' }).click();
  await page.getByRole('button', { name: 'Add a company' }).click();
  const form = page.getByRole('dialog', { name: 'New company' });
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('First Air');
  await form.getByRole('textbox', { name: 'Domain', exact: true }).fill('first-air.example');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  const company = page.getByRole('dialog', { name: 'First Air' });
  await company.getByLabel('Number', { exact: true }).fill('+1 415 555 0190');
  await company.getByRole('button', { name: 'Add number' }).click();
  await company.getByRole('button', { name: 'Verify +1 415-555-0190' }).click();
  const verify = page.getByRole('dialog', { name: 'Verify a number' });
  await verify.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(verify).toBeHidden();
  await page.goto(`${system.gateway}/admin/#voice`);

  // The admin's own plan.
  await step(page, 'users').getByRole('link', { name: 'Go to Users' }).click();
  await page.getByRole('button', { name: /^Ada/ }).click();
  await page.getByLabel('Plan', { exact: true }).fill('premium');
  await page.getByRole('button', { name: 'Set plan' }).click();
  await expect(page.getByText('Saved. It counts from the next request on.')).toBeVisible();
  await page.getByRole('tab', { name: 'Voice' }).click();
  await expect(step(page, 'numbers')).toHaveAttribute('data-done', 'true');
  await expect(step(page, 'users')).toHaveAttribute('data-done', 'true');
  await expect(page.getByTestId('users-able')).toHaveText('1 user');
  await expect(page.getByTestId('numbers-callable')).toHaveText('1 number');

  await step(page, 'call').getByRole('link', { name: 'Try it' }).click();
  const testCall = new TestCallPage(page);
  await expect(testCall.section.getByText('Sandbox: answers, hangs up after 5 seconds')).toBeVisible();
  await testCall.section.getByRole('button', { name: 'Test call to First Air, Support' }).click();
  await testCall.expectDone('talking', 'sound');
  await testCall.expectResult('works');
  await testCall.expectDone('ended', 'logged');

  // The set-up goes by itself.
  await expect(setUp(page)).toBeHidden();
  await expect(page.getByText('The last call that a person answered:')).toBeVisible();
  await pictureOf(page, 'first-run-works');
});
