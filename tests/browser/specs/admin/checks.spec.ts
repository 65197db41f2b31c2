import { expect, test } from '../../fixtures/adminTest';
import { pictureOf } from '../../fixtures/pictures';

const findings = [
  { check: 'database', status: 'ok', what: 'The database answers and takes writes.' },
  { check: 'emergency_address', status: 'skipped', what: 'Twilio was not asked.' },
  {
    check: 'cors',
    status: 'warning',
    what: 'ALLOWED_ORIGINS names no browser extension.',
    why: 'The side panel’s requests are blocked.',
    remedy: 'ALLOWED_ORIGINS=chrome-extension://ID',
  },
  {
    check: 'webhook',
    status: 'failed',
    what: '<b>The header X-Twilio-Signature was stripped on the way.</b>',
    why: 'Twilio’s requests would meet the same fate.',
    remedy: 'Let the proxy hand all request headers on.',
  },
];

test('an admin has the installation looked over, and copies what to do', async ({ dashboard }) => {
  const page = await dashboard();
  const checks = page.getByRole('region', { name: 'Checks' });
  await checks.getByRole('button', { name: 'Run the checks' }).click();
  await expect(checks.getByRole('status')).toContainText(/to mend|warning|Nothing to mend/);
  await expect(checks.getByRole('button', { name: 'Run again' })).toBeVisible();
  await checks.getByText(/checks that are fine or were skipped/).click();
  await expect(checks.getByText('The database answers and takes writes.')).toBeVisible();

  await page.route('**/v1/admin/checks', (route) => route.fulfill({ json: { passed: false, findings } }));
  await checks.getByRole('button', { name: 'Run again' }).click();
  await expect(checks.getByRole('status')).toHaveText('1 to mend, 1 warning');
  const urgent = checks.getByRole('list').first().getByRole('listitem');
  await expect(urgent).toHaveCount(2);
  await expect(urgent.first()).toContainText('<b>The header X-Twilio-Signature was stripped');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await urgent.first().getByRole('button', { name: 'Copy: Way from Twilio to here' }).click();
  await expect(urgent.first().getByRole('button', { name: /^Copied/ })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(findings[3]?.remedy);
  await pictureOf(page, 'checks');
});

test('checks that run, and those that cannot, say so', async ({ dashboard }) => {
  const page = await dashboard();
  const checks = page.getByRole('region', { name: 'Checks' });
  let answer = () => {};
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/v1/admin/checks', async (route) => {
    await asked;
    await route.abort();
  });
  await checks.getByRole('button', { name: 'Run the checks' }).click();
  await expect(checks.getByRole('status')).toContainText('This takes some seconds.');
  answer();
  await expect(checks.getByRole('alert')).toContainText('The checks could not be run.');
  await page.unroute('**/v1/admin/checks');
  await checks.getByRole('button', { name: 'Run the checks' }).click();
  await expect(checks.getByRole('alert')).toHaveCount(0);
  await expect(checks.getByRole('status')).toContainText(/to mend|warning|Nothing to mend/);
});
