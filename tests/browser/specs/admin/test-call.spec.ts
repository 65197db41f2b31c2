import { chromium } from '@playwright/test';
import { expect, makeAdmin, signIn, test } from '../../fixtures/adminTest';
import { chromiumFlags } from '../../fixtures/chromium';
import { HandsetPage } from '../../fixtures/handsetPage';
import { pictureOf } from '../../fixtures/pictures';
import { command } from '../../fixtures/system';
import { TestCallPage } from '../../fixtures/testCall';

// A call has many stations.
test.slow();

test('a call to a telephone: each step arrives, with sound, and its row is written', async ({
  dashboard,
  admin,
  handsetPage,
  callLogRows,
}) => {
  const handset = await handsetPage(admin);
  const page = await dashboard();
  const tryIt = new TestCallPage(page);
  await pictureOf(page, 'test-call-choice');
  await tryIt.call(admin);
  await tryIt.expectDone(
    'microphone',
    'access_token',
    'ticket',
    'webhook',
    'redemption',
    'dialled',
    'ringing',
  );
  await expect(tryIt.step('answered')).toHaveAttribute('data-state', 'waiting');
  await handset.answer();
  await tryIt.expectDone('answered', 'talking', 'sound');
  await handset.expectToHear(1001);
  await tryIt.section.getByRole('button', { name: 'Mute' }).click();
  await handset.expectToHear(0);
  await tryIt.section.getByRole('button', { name: 'Unmute' }).click();
  await pictureOf(page, 'test-call-talking');
  await tryIt.hangUp();
  await tryIt.expectResult('works');
  await tryIt.expectDone('ended', 'logged');
  expect(callLogRows(admin)).toHaveLength(1);
  await pictureOf(page, 'test-call-works');
  // What it proves shows in the state of the feature.
  await expect(page.getByText('The last call that a person answered:')).toBeVisible();
  await tryIt.section.getByRole('button', { name: 'Call again' }).click();
  await tryIt.expectDone('ringing');
  await tryIt.hangUp();
  await tryIt.expectResult('canceled');
});

test('it stops at one’s own plan, before any call', async ({ dashboard, admin, system }) => {
  command(system, 'user', 'set-plan', admin.userId, 'free');
  const page = await dashboard();
  const tryIt = new TestCallPage(page);
  await expect(tryIt.section.getByRole('alert')).toContainText('Your own plan, “free”, has no calling.');
  await tryIt.call(admin);
  await tryIt.expectStop('access_token', 'Your own plan, “free”, has no calling.');
  await pictureOf(page, 'test-call-refused');
  await tryIt.step('access_token').getByRole('link', { name: 'Go to Users' }).click();
  await expect(page.getByRole('tab', { name: 'Users' })).toHaveAttribute('aria-selected', 'true');
  await page.reload();
  await expect(page.getByRole('tab', { name: 'Users' })).toHaveAttribute('aria-selected', 'true');
});

test('it stops at the ticket: a region that is not allowed, a number that is not verified', async ({
  dashboard,
  admin,
  system,
}) => {
  command(system, 'settings', 'set', '--regions', 'CA');
  const page = await dashboard();
  const tryIt = new TestCallPage(page);
  await expect(page.getByText('1 verified number is in a region that is not allowed')).toBeVisible();
  await tryIt.call(admin);
  await tryIt.expectStop('ticket', 'The number’s region is not among the allowed regions.');

  command(system, 'settings', 'set', '--regions', 'US');
  command(system, 'number', 'unverify', admin.e164);
  await tryIt.section.getByRole('button', { name: 'Choose another number' }).click();
  await tryIt.section.getByLabel('Search companies').fill(admin.company);
  await expect(tryIt.section.getByText('would be refused')).toBeVisible();
  await tryIt.call(admin);
  await tryIt.expectStop('ticket', 'The number is not verified');
});

for (const [script, says, picture] of [
  ['0191', 'busy', true],
  ['0193', 'not in service', false],
  ['0196', 'declined', false],
  ['0192', 'nobody answered', false],
] as const) {
  test(`it stops at the callee: ${says}`, async ({ dashboard, createLine, system }) => {
    const line = makeAdmin(system, createLine({ scripted: script }));
    const page = await dashboard(line);
    const tryIt = new TestCallPage(page);
    await tryIt.call(line);
    await tryIt.expectDone('webhook', 'redemption');
    await expect(tryIt.step('ended')).toContainText(`The call ended: ${says}`, { timeout: 25_000 });
    await tryIt.expectStop('ended', says);
    await tryIt.expectDone('logged');
    if (picture) await pictureOf(page, 'test-call-busy');
  });
}

test('it stops at the connection: the sandbox is down', async ({ dashboard, admin, system }) => {
  const page = await dashboard();
  await system.stopSandbox();
  const tryIt = new TestCallPage(page);
  await tryIt.call(admin);
  await expect(tryIt.step('connected')).toHaveAttribute('data-state', 'failed', { timeout: 15_000 });
  await tryIt.expectStop('connected', 'Is twilio-sandbox running here:');
  await expect(tryIt.step('connected')).toContainText(new URL(system.sandbox).host);
});

test.describe('with a PUBLIC_URL that is not what Twilio is given', () => {
  test.use({
    systemOptions: {
      publicUrl: (gateway) => `${gateway}/voice`,
    },
  });

  test('it stops at the webhook: the signature does not match', async ({ dashboard, admin, system }) => {
    const page = await dashboard();
    const tryIt = new TestCallPage(page);
    await tryIt.call(admin);
    await tryIt.expectStop('webhook_refused', 'Its signature does not match.');
    await expect(tryIt.step('webhook_refused')).toContainText('(voice');
    await expect(tryIt.step('webhook_refused')).toContainText(`${system.gateway}/voice`);
    await pictureOf(page, 'test-call-signature');
  });
});

test.describe('with a Voice URL that leads elsewhere', () => {
  test.use({ systemOptions: { voiceUrl: () => 'http://127.0.0.1:9/v1/twilio/voice' } });

  test('it stops where Twilio should have asked', async ({ dashboard, admin, system }) => {
    const tryIt = new TestCallPage(await dashboard());
    await tryIt.call(admin);
    await expect(tryIt.step('webhook')).toHaveAttribute('data-state', 'failed', { timeout: 40_000 });
    await tryIt.expectStop('webhook', 'Twilio never asked this server.');
    await expect(tryIt.step('webhook')).toContainText(`${system.gateway}/v1/twilio/voice`);
  });
});

test('it stops at the microphone', async ({ admin, system }) => {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: chromiumFlags({ microphoneAllowed: false }),
  });
  try {
    const page = await browser.newPage();
    await page.goto(`${system.gateway}/admin/`);
    await signIn(page, admin.token, system.adminPassword);
    const tryIt = new TestCallPage(page);
    await tryIt.call(admin);
    await tryIt.expectStop('microphone', 'Allow the microphone');
  } finally {
    await browser.close();
  }
});

test('in a sandbox a telephone can be switched on from the list, and leaving the tab hangs up', async ({
  dashboard,
  admin,
  system,
}) => {
  const page = await dashboard();
  const tryIt = new TestCallPage(page);
  const [opened] = await Promise.all([
    page.waitForEvent('popup'),
    tryIt.section.getByRole('link', { name: 'Switch it on' }).click(),
  ]);
  const handset = new HandsetPage(opened, system.sandbox);
  await handset.powerOn();
  await tryIt.call(admin);
  await handset.answer();
  await tryIt.expectDone('sound');
  page.on('dialog', (dialog) => dialog.accept());
  await page.getByRole('tab', { name: 'Users' }).click();
  await handset.expectState('idle');
});

test('by keyboard alone', async ({ dashboard, createLine, system }) => {
  const line = makeAdmin(system, createLine({ scripted: '0195' }));
  const page = await dashboard(line);
  const tryIt = new TestCallPage(page);
  await tryIt.callButton(line).focus();
  await page.keyboard.press('Enter');
  await tryIt.expectDone('sound');
  const hangUp = tryIt.section.getByRole('button', { name: 'Hang up' });
  for (let i = 0; i < 5 && !(await hangUp.evaluate((button) => button === document.activeElement)); i += 1)
    await page.keyboard.press('Tab');
  await expect(hangUp).toBeFocused();
  await page.keyboard.press('Enter');
  await tryIt.expectResult('works');
});
