import { DialerPage } from '../../fixtures/dialerPage';
import { expect, test } from '../../fixtures/extensionTest';

test('the microphone refused, then granted', async ({
  createLine,
  browserWithExtension,
  panel,
  callLogRows,
  system,
}) => {
  const line = createLine({ scripted: '0191' });
  await panel(line);
  await browserWithExtension.restart({ microphoneAllowed: false });
  const refused = new DialerPage(await browserWithExtension.open('sidepanel'), system.gateway);
  const asked = browserWithExtension.context.waitForEvent('page');
  await refused.callButton(line).click();
  const question = await asked;
  await expect(question.locator('[data-microphone]')).toHaveAttribute('data-microphone', 'denied');
  await refused.expectEnd('failed', 'microphone_denied');
  await expect(refused.button('Allow the microphone')).toBeVisible();
  expect(callLogRows(line)).toEqual([]);

  await browserWithExtension.restart({ microphoneAllowed: true });
  const granted = new DialerPage(await browserWithExtension.open('sidepanel'), system.gateway);
  await granted.callButton(line).click();
  await granted.expectEnd('ended', 'busy');
});

test('the service worker is stopped mid-call: the call goes on, and its end is recorded', async ({
  createLine,
  handsetPage,
  browserWithExtension,
  panel,
}) => {
  const line = createLine();
  const handset = await handsetPage(line);
  const dialer = await panel(line);
  await dialer.call(line);
  await handset.answer();
  await dialer.expectState('in-call');
  await browserWithExtension.stopWorker();
  await handset.expectState('in-call');
  await dialer.button('Mute').click();
  await expect(dialer.button('Unmute')).toBeVisible();
  await dialer.hangUp();
  await handset.expectEnd('caller-hung-up');
  await dialer.page.getByRole('tab', { name: 'Recent' }).click();
  await expect(dialer.page.getByRole('list', { name: 'Recent calls' })).toContainText('Call ended');
  await expect.poll(() => browserWithExtension.badge()).toBe('');
});
