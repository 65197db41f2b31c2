import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expectNoViolations } from '../../fixtures/accessibility';
import { MICROPHONE_HZ } from '../../fixtures/chromium';
import { DialerPage } from '../../fixtures/dialerPage';
import { expect, test } from '../../fixtures/extensionTest';

const pictures = fileURLToPath(new URL('../../../../build/browser/screenshots', import.meta.url));

test('keyboard commands mute and hang up without a panel', async ({ answeredCall, browserWithExtension }) => {
  const { handset, dialer } = await answeredCall();
  await handset.expectToHear(MICROPHONE_HZ);
  await dialer.page.close();
  await browserWithExtension.command('toggle-mute', 'Alt+Shift+M');
  await handset.expectToHear(0);
  await browserWithExtension.command('toggle-mute', 'Alt+Shift+M');
  await handset.expectToHear(MICROPHONE_HZ);
  await browserWithExtension.command('hang-up', 'Alt+Shift+H');
  await handset.expectEnd('caller-hung-up');
});

test('a device chosen during a call is the one of the calls to come', async ({
  answeredCall,
  browserWithExtension,
  system,
}) => {
  const { line, handset, dialer } = await answeredCall();
  await dialer.button('Sound').click();
  const microphone = dialer.dock.getByLabel('Microphone', { exact: true });
  const chosen = (await microphone.locator('option').nth(2).getAttribute('value')) ?? '';
  await microphone.selectOption(chosen);
  await expect(microphone).toHaveValue(chosen);
  await expect.poll(() => browserWithExtension.storage()).toContain(chosen);
  await handset.expectToHear(MICROPHONE_HZ);
  await browserWithExtension.restart();
  const options = await browserWithExtension.open('options');
  await expect(options.getByLabel('Microphone', { exact: true })).toHaveValue(chosen);
  const again = new DialerPage(await browserWithExtension.open('sidepanel'), system.gateway);
  await again.call(line);
  await handset.answer();
  await again.button('Sound').click();
  await expect(again.dock.getByLabel('Microphone', { exact: true })).toHaveValue(chosen);
});

test('with the system’s own colours, or with more contrast, everything can still be told apart', async ({
  createLine,
  handsetPage,
  panel,
}) => {
  const line = createLine();
  const handset = await handsetPage(line);
  const dialer = await panel(line);
  const { page } = dialer;
  await dialer.find(line);
  await dialer.callButton(line).click();
  await handset.answer();
  await dialer.button('Keypad').click();
  const looks = [
    { name: 'forced-colours-light', forcedColors: 'active', colorScheme: 'light' },
    { name: 'forced-colours-dark', forcedColors: 'active', colorScheme: 'dark' },
    { name: 'more-contrast-light', contrast: 'more', colorScheme: 'light' },
    { name: 'more-contrast-dark', contrast: 'more', colorScheme: 'dark' },
  ] as const;
  for (const { name, ...media } of looks) {
    await page.emulateMedia({ forcedColors: 'none', contrast: 'no-preference', ...media });
    await expectNoViolations(page, name);
    await page.screenshot({ path: join(pictures, `panel-${name}.png`) });
  }
});
