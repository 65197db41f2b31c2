import { fileURLToPath } from 'node:url';
import { expectNoViolations } from '../../fixtures/accessibility';
import { expectVerdict } from '../../fixtures/connectionForm';
import { expect, test } from '../../fixtures/extensionTest';

const pictures = fileURLToPath(new URL('../../../../build/browser/screenshots', import.meta.url));

test('every view is clean, in light and dark', async ({ createLine, browserWithExtension, panel }) => {
  test.slow();
  const line = createLine({ scripted: '0191' });
  const empty = await browserWithExtension.open('sidepanel');
  await expect(empty.getByRole('button', { name: 'Set up' })).toBeVisible();
  const dialer = await panel(line);
  const { page } = dialer;
  await dialer.call(line);
  await dialer.expectEnd('ended', 'busy');
  const options = await browserWithExtension.open('options');
  await options.getByRole('button', { name: 'Save and test' }).click();
  await expectVerdict(options, 'connected');
  const microphone = await browserWithExtension.open('microphone');
  await expect(microphone.getByRole('heading', { name: 'The microphone is allowed' })).toBeVisible();
  const welcome = await browserWithExtension.welcomePage();

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const tab of [empty, page, options, microphone, welcome]) await tab.emulateMedia({ colorScheme });
    await expectNoViolations(welcome, `${colorScheme}: welcome`);
    await expectNoViolations(options, `${colorScheme}: settings`);
    await expectNoViolations(microphone, `${colorScheme}: microphone`);
    await page.getByRole('tab', { name: 'Companies' }).click();
    await expectNoViolations(page, `${colorScheme}: panel, busy`);
    await page.getByRole('tab', { name: 'Recent' }).click();
    await expect(page.getByRole('list', { name: 'Recent calls' })).toBeVisible();
    await expectNoViolations(page, `${colorScheme}: recent calls`);
  }
  await options.getByRole('button', { name: 'Sign out' }).click();
  await expect(empty.getByRole('button', { name: 'Set up' })).toBeVisible();
  await expectNoViolations(empty, 'not connected');
});

test('at 200 % zoom nothing is cut off sideways, and every button of a call can be reached', async ({
  createLine,
  handsetPage,
  panel,
}) => {
  const line = createLine();
  const handset = await handsetPage(line);
  const dialer = await panel(line);
  const { page } = dialer;
  // What a panel of 360 by 665 pixels has left for the page.
  await page.setViewportSize({ width: 180, height: 332 });
  /** What reaches over the right edge. */
  const cutOff = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 0.5)
        .map(({ outerHTML }) => outerHTML.slice(0, 120)),
    );
  await dialer.find(line);
  expect(await cutOff(), 'companies').toEqual([]);
  await dialer.callButton(line).click();
  await handset.answer();
  await dialer.expectState('in-call');
  for (const name of ['Mute', 'Keypad', 'Sound', 'Hang up'])
    await expect(dialer.button(name)).toBeInViewport({ ratio: 1 });
  await dialer.button('Keypad').click();
  expect(await cutOff(), 'keypad').toEqual([]);
  await expect(dialer.button('Hang up')).toBeInViewport({ ratio: 1 });
  await page.screenshot({ path: `${pictures}/zoom-200.png` });
  await dialer.hangUp();
  await dialer.expectEnd('ended', 'completed');
  await dialer.button('Close').click();
  await page.getByRole('tab', { name: 'Recent' }).click();
  expect(await cutOff(), 'recent calls').toEqual([]);
});

test('the keyboard alone: connect, find, call, mute, look at recent calls, hang up', async ({
  createLine,
  handsetPage,
  browserWithExtension,
  system,
}) => {
  const line = createLine();
  const handset = await handsetPage(line);
  const welcome = await browserWithExtension.welcomePage();
  await welcome.bringToFront();
  /** Tabs until the focus is on what has this name. */
  const tabTo = async (page: typeof welcome, name: string) => {
    for (let i = 0; i < 40; i += 1) {
      await page.keyboard.press('Tab');
      const label = await page.evaluate(() => {
        const element = document.activeElement;
        const labels = element instanceof HTMLInputElement ? element.labels : undefined;
        return element?.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? element?.textContent;
      });
      if (label?.startsWith(name)) return;
    }
    throw new Error(`Tab does not reach “${name}”.`);
  };
  await expect(welcome.getByLabel('Gateway address')).toBeVisible();
  await tabTo(welcome, 'Gateway address');
  await welcome.keyboard.type(system.gateway);
  await tabTo(welcome, 'Extension token');
  await welcome.keyboard.type(line.token);
  await welcome.keyboard.press('Enter');
  await expectVerdict(welcome, 'connected');

  const page = await browserWithExtension.open('sidepanel');
  const dock = page.locator('[data-call-state]');
  await expect(page.getByLabel('Search companies')).toBeVisible();
  await tabTo(page, 'Search companies');
  await page.keyboard.type(line.company);
  await expect(page.getByRole('list', { name: 'Companies' }).locator('> li')).toHaveCount(1);
  await tabTo(page, `Call ${line.company}`);
  await page.keyboard.press('Enter');
  await handset.answer();
  await expect(dock).toHaveAttribute('data-call-state', 'in-call');
  await expect(dock).toBeFocused();
  await tabTo(page, 'Mute');
  await page.keyboard.press('Space');
  await expect(dock.getByRole('button', { name: 'Unmute' })).toBeFocused();
  await page.getByRole('tab', { name: 'Companies' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('list', { name: 'Recent calls' })).toContainText(line.company);
  await expect(dock).toHaveAttribute('data-call-state', 'in-call');
  await tabTo(page, 'Hang up');
  await page.keyboard.press('Enter');
  await handset.expectEnd('caller-hung-up');
});
