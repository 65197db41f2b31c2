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

test('the microphone is allowed while the call waits: the page goes, and the call goes on by itself', async ({
  createLine,
  browserWithExtension,
  panel,
  system,
}) => {
  const line = createLine({ scripted: '0191' });
  await panel(line);
  await browserWithExtension.restart({ microphoneAllowed: false });
  // A person who has not answered yet: headless Chromium itself would say "no" at once.
  await browserWithExtension.context.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => new Promise(() => undefined);
  });
  const dialer = new DialerPage(await browserWithExtension.open('sidepanel'), system.gateway);
  const asked = browserWithExtension.context.waitForEvent('page');
  await dialer.callButton(line).click();
  const question = await asked;
  await expect(question.locator('[data-microphone]')).toHaveAttribute('data-microphone', 'asking');
  await dialer.expectState('requesting-microphone');
  const closed = question.waitForEvent('close');
  await browserWithExtension.allowMicrophone();
  await closed;
  await dialer.expectEnd('ended', 'busy');
});

test('the service worker is stopped mid-call: the call goes on, and its end is recorded', async ({
  answeredCall,
  browserWithExtension,
}) => {
  const { handset } = await answeredCall();
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
