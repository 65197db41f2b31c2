import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expectVerdict } from '../../fixtures/connectionForm';
import { expect, test } from '../../fixtures/extensionTest';

const folder = fileURLToPath(new URL('../../../../build/browser/screenshots', import.meta.url));

/** Pictures for a store's page and for the documentation, in build/browser/screenshots. */
test('pictures of every view', async ({ createLine, handsetPage, browserWithExtension, panel }) => {
  const line = createLine();
  const handset = await handsetPage(line);
  const dialer = await panel(line);
  const { page } = dialer;
  const welcome = await browserWithExtension.welcomePage();
  const options = await browserWithExtension.open('options');
  const microphone = await browserWithExtension.open('microphone');
  await expect(microphone.getByRole('heading', { name: 'The microphone is allowed' })).toBeVisible();
  await options.getByRole('button', { name: 'Save and test' }).click();
  await expectVerdict(options, 'connected');
  await dialer.find(line);
  const shots = { welcome, options, microphone };
  for (const tab of Object.values(shots)) await tab.setViewportSize({ width: 1280, height: 800 });

  for (const colorScheme of ['light', 'dark'] as const) {
    const shoot = (tab: typeof page, name: string) =>
      tab.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
    for (const tab of [page, ...Object.values(shots)]) await tab.emulateMedia({ colorScheme });
    for (const [name, tab] of Object.entries(shots)) await shoot(tab, name);
    await page.getByRole('tab', { name: 'Companies' }).click();
    await shoot(page, 'panel');
    await dialer.callButton(line).click();
    await dialer.expectState('ringing');
    await shoot(page, 'panel-ringing');
    await handset.answer();
    await dialer.expectState('in-call');
    await shoot(page, 'panel-in-call');
    await dialer.button('Keypad').click();
    await shoot(page, 'panel-keypad');
    await dialer.hangUp();
    await dialer.expectEnd('ended', 'completed');
    await handset.expectState('idle');
    await page.getByRole('tab', { name: 'Recent' }).click();
    await shoot(page, 'panel-recent');
    await dialer.button('Close').click();
  }
});
