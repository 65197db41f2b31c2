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
  const page = await browserWithExtension.panelTarget();
  await browserWithExtension.stopWorker();
  await handset.expectState('in-call');
  // Over the DevTools protocol: Playwright's own pages of an extension wait for its worker to come back.
  await page.evaluate(`document.querySelector('button[aria-label="Hang up"]').click()`);
  await handset.expectEnd('caller-hung-up');
  const recent = `chrome.storage.local.get('recentCalls').then(({ recentCalls }) => recentCalls?.[0]?.reason)`;
  await expect.poll(() => page.evaluate(recent)).toBe('completed');
  const badge = 'chrome.action.getBadgeText({})';
  await expect.poll(() => page.evaluate(badge)).toBe('');
});
