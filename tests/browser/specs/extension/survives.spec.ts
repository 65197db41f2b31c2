import { MICROPHONE_HZ } from '../../fixtures/chromium';
import { DialerPage } from '../../fixtures/dialerPage';
import { test as base, expect } from '../../fixtures/extensionTest';
import { type System, startSystem } from '../../fixtures/system';

/** A system of its own, whose gateway may be killed. */
const test = base.extend<{ system: System }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  system: async ({}, use) => {
    const system = await startSystem();
    await use(system);
    await system.stop();
  },
});

test('the gateway is killed and started again mid-call: the call goes on, and is recorded', async ({
  answeredCall,
  system,
  expectOneRow,
}) => {
  const { line, handset, dialer } = await answeredCall();
  await system.killGateway();
  await handset.expectToHear(MICROPHONE_HZ);
  await dialer.expectState('in-call');
  await dialer.page.getByLabel('Search companies').fill('somebody else');
  await expect(dialer.page.getByText('No connection to the calling service')).toBeVisible();
  await dialer.expectState('in-call');

  await system.startGateway();
  await dialer.page.getByRole('button', { name: 'Try again' }).click();
  await dialer.find(line);
  await dialer.hangUp();
  await handset.expectEnd('caller-hung-up');
  await dialer.expectEnd('ended', 'completed');
  await expectOneRow(line, 'answered', [0, 40]);
});

test('the browser crashes mid-call: the callee is not left waiting, and the next call goes through', async ({
  answeredCall,
  system,
  browserWithExtension,
}) => {
  const { line, handset } = await answeredCall();
  await browserWithExtension.crashAndRestart();
  await handset.expectEnd('caller-hung-up');

  const after = new DialerPage(await browserWithExtension.open('sidepanel'), system.gateway);
  await after.page.getByRole('tab', { name: 'Recent' }).click();
  await expect(after.page.getByRole('list', { name: 'Recent calls' })).toContainText('Not finished');
  await after.page.getByRole('tab', { name: 'Companies' }).click();
  await after.call(line);
  await handset.answer();
  await after.expectState('in-call');
  await after.hangUp();
  await after.expectEnd('ended', 'completed');
});
