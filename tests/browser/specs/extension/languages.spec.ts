import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expectNoViolations } from '../../fixtures/accessibility';
import { expectVerdict } from '../../fixtures/connectionForm';
import { DialerPage } from '../../fixtures/dialerPage';
import { ExtensionBrowser } from '../../fixtures/extensionBrowser';
import { expect, test } from '../../fixtures/extensionTest';

const file = (path: string) => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
const pictures = file('build/browser/screenshots');

/** English sentences; single words and names may stand in any language's page. */
const englishSentences = sentences(
  ['en', 'en.errors'].map((name) =>
    JSON.parse(readFileSync(file(`web/packages/texts/src/catalogue/${name}.json`), 'utf8')),
  ),
);

function sentences(catalogue: object): string[] {
  return Object.values(catalogue)
    .flatMap((value) => (typeof value === 'string' ? [value] : sentences(value)))
    .filter((text) => !/\{\{|\$/.test(text) && text !== 'Teleperson Voice' && text.includes(' '));
}

/** What a reader of this language must not meet: English words, and things cut off at either side. */
async function expectTranslated(page: Page, state: string) {
  const [words, cutOff] = await page.evaluate(() => [
    [
      // biome-ignore lint/performance/useDomNodeTextContent: what is hidden need not be translated.
      document.body.innerText,
      ...[...document.querySelectorAll('[aria-label],[title],[placeholder]')].flatMap((element) =>
        ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
      ),
    ].join('\n'),
    [...document.querySelectorAll('body *')]
      .map((element) => [element, element.getBoundingClientRect()] as const)
      .filter(([, { left, right, width }]) => width > 1 && (left < -0.5 || right > window.innerWidth + 0.5))
      .map(([element]) => element.outerHTML.slice(0, 120)),
  ]);
  expect(
    englishSentences.filter((text) => words.includes(text)),
    `${state}: left in English`,
  ).toEqual([]);
  expect(cutOff, `${state}: cut off`).toEqual([]);
  await expectNoViolations(page, state);
}

for (const [language, direction] of [
  ['es', 'ltr'],
  ['fr', 'ltr'],
  ['ar', 'rtl'],
] as const)
  test(`every view in ${language} is translated, whole and clean`, async ({
    system,
    createLine,
    handsetPage,
  }) => {
    test.slow();
    const line = createLine();
    const handset = await handsetPage(line);
    const browser = await ExtensionBrowser.start({ language });
    try {
      const welcome = await browser.welcomePage();
      await expect(welcome.locator('html')).toHaveAttribute('lang', language);
      await expect(welcome.locator('html')).toHaveAttribute('dir', direction);
      await expect(welcome.getByRole('heading', { level: 1 })).toBeVisible();
      await expectTranslated(welcome, 'welcome');

      const page = await browser.open('sidepanel');
      await expect(page.getByRole('button')).toHaveCount(1);
      await expectTranslated(page, 'panel without an account');
      await browser.storeAccount(system.gateway, line.token);

      const dialer = new DialerPage(page, system.gateway);
      const buttons = dialer.dock.getByRole('button');
      await page.getByRole('textbox').fill(line.company);
      const callButton = page.locator('button[data-number-id]');
      await expect(callButton).toHaveCount(1);
      await expectTranslated(page, 'companies');
      await page.screenshot({ path: join(pictures, `panel-${language}.png`) });
      await callButton.click();
      await dialer.expectState('ringing');
      await expectTranslated(page, 'ringing');
      await handset.answer();
      await dialer.expectState('in-call');
      await buttons.nth(1).click();
      await expect(dialer.dock.getByRole('group')).toBeVisible();
      await expectTranslated(page, 'keypad');
      await page.screenshot({ path: join(pictures, `panel-keypad-${language}.png`) });
      await dialer.dock.locator('[aria-expanded=false]').click();
      await expectTranslated(page, 'sound');
      await handset.button('Hang up').click();
      await dialer.expectEnd('ended', 'completed');
      await expectTranslated(page, 'ended');
      await page.getByRole('tab').nth(1).click();
      await expect(page.getByRole('tabpanel').getByRole('listitem')).toHaveCount(1);
      await expectTranslated(page, 'recent calls');
      await page.screenshot({ path: join(pictures, `panel-recent-${language}.png`) });

      const options = await browser.open('options');
      await options.locator('button[type=submit]').click();
      await expectVerdict(options, 'connected');
      await expectTranslated(options, 'settings');
      await options.screenshot({ path: join(pictures, `options-${language}.png`), fullPage: true });
      await options.getByRole('textbox').first().fill('http://voice.example.com');
      await options.locator('button[type=submit]').click();
      await expectVerdict(options, 'address_not_https');
      await expectTranslated(options, 'settings with a problem');
      const microphone = await browser.open('microphone');
      await expect(microphone.locator('[data-microphone=granted]')).toBeVisible();
      await expectTranslated(microphone, 'microphone');
    } finally {
      await browser.dispose();
    }
  });

test('the page in a tab speaks the browser’s language too', async ({ browser, system }) => {
  const context = await browser.newContext({ locale: 'ar-EG' });
  const page = await context.newPage();
  await page.goto(`${system.gateway}/try/`);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expectTranslated(page, 'signing in');
  await context.close();
});
