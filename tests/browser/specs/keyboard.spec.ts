import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test';

/** Presses Tab until the control of this name has the focus. */
async function tabTo(page: Page, name: RegExp, key = 'Tab'): Promise<void> {
  const seen: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press(key);
    const focused = page.locator(':focus');
    if ((await focused.count()) === 0) continue;
    const label = (await focused.getAttribute('aria-label')) ?? (await focused.textContent()) ?? '';
    if (name.test(label)) return;
    seen.push(label);
  }
  throw new Error(`Tab never reached ${name}; it reached ${seen.join(' | ')}`);
}

test('a whole call by keyboard, on both sides', async ({
  createLine,
  newPage,
  dialerPage,
  system,
  expectOneRow,
}) => {
  const line = createLine();
  const handset = await newPage();
  await handset.goto(`${system.sandbox}/?phones=${encodeURIComponent(line.e164)}`);
  const phone = handset.getByTestId('phone');
  await tabTo(handset, /^Power on$/);
  await handset.keyboard.press('Enter');
  await expect(phone).toHaveAttribute('data-phone-state', 'idle');

  const dialer = await dialerPage(line.token);
  await tabTo(dialer.page, /^Search companies$/);
  await dialer.page.keyboard.type(line.company);
  await expect(dialer.callButton(line)).toBeVisible();
  await expect(dialer.page.getByRole('button', { name: /^Call Company/ })).toHaveCount(1);
  await tabTo(dialer.page, /^Call Company/);
  await dialer.page.keyboard.press('Enter');

  await expect(phone).toHaveAttribute('data-phone-state', 'ringing');
  await tabTo(handset, /^Answer$/);
  await handset.keyboard.press('Enter');
  await expect(phone).toHaveAttribute('data-phone-state', 'in-call');
  await expect(phone.getByRole('button', { name: 'Hang up' })).toBeFocused();

  await dialer.expectState('in-call');
  await tabTo(dialer.page, /^Keypad$/);
  await dialer.page.keyboard.press('Enter');
  await dialer.page.keyboard.press('7');
  await expect(phone.getByTestId('digits')).toHaveText('7');
  await dialer.page.keyboard.press('Escape');
  await expect(dialer.dock.getByRole('group', { name: 'Keypad' })).toHaveCount(0);
  await tabTo(dialer.page, /^Hang up$/);
  await dialer.page.keyboard.press('Enter');

  await dialer.expectEnd('ended', 'completed');
  await tabTo(dialer.page, /^Close$/);
  await dialer.page.keyboard.press('Enter');
  await expect(dialer.dock).toHaveCount(0);
  await expect(dialer.callButton(line)).toBeFocused();
  await expect(phone).toBeFocused();
  await expectOneRow(line, 'answered', [0, 20]);
});
