import { expect, test } from '../../fixtures/extensionTest';

test('a list that is erased during a call stays empty when the call ends', async ({
  answeredCall,
  browserWithExtension,
}) => {
  const { line, handset, dialer } = await answeredCall();
  const { page } = dialer;
  await page.getByRole('tab', { name: 'Recent' }).click();
  await expect(page.getByRole('list', { name: 'Recent calls' })).toContainText(line.company);
  await page.getByRole('button', { name: 'Erase all' }).click();
  await expect(page.getByText('The list is erased.')).toBeVisible();
  await dialer.hangUp();
  await handset.expectEnd('caller-hung-up');
  // The worker writes the badge and the list together, then forgets the call's id.
  await expect.poll(() => browserWithExtension.badge()).toBe('');
  await expect.poll(() => browserWithExtension.storage()).not.toContain('unfinishedCall');
  expect(await browserWithExtension.storage()).not.toContain(line.company);
});

test('a dialled number is stored in the list of recent calls only, and erasing leaves none', async ({
  createLine,
  browserWithExtension,
  panel,
}) => {
  const line = createLine({ scripted: '0191' });
  const digits = line.e164.slice(-7);
  const dialer = await panel(line);
  await dialer.call(line);
  await dialer.expectEnd('ended', 'busy');
  await dialer.button('Close').click();
  const numbersIn = (text: string) => text.replace(/[^0-9]/g, '').split(digits).length - 1;
  const stored = JSON.parse(await browserWithExtension.storage());
  expect(numbersIn(JSON.stringify(stored.recentCalls))).toBe(1);
  expect(numbersIn(JSON.stringify({ ...stored, recentCalls: [] }))).toBe(0);
  expect(stored.unfinishedCall).toBeUndefined();

  await dialer.page.getByRole('tab', { name: 'Recent' }).click();
  await expect(dialer.page.getByRole('list', { name: 'Recent calls' })).toContainText('The line is busy');
  await dialer.page.getByRole('button', { name: 'Erase all' }).click();
  await expect(dialer.page.getByText('The list is erased.')).toBeVisible();
  expect(numbersIn(await browserWithExtension.storage())).toBe(0);
});
