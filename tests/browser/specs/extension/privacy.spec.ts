import { expect, test } from '../../fixtures/extensionTest';

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

test('without the microphone there is no call, and the way to allow it is shown', async ({
  createLine,
  browserWithExtension,
  panel,
  callLogRows,
}) => {
  const line = createLine({ scripted: '0191' });
  const dialer = await panel(line);
  await dialer.page.close();
  await browserWithExtension.restart({ microphoneAllowed: false });
  const again = await browserWithExtension.open('sidepanel');
  const asked = browserWithExtension.context.waitForEvent('page');
  await again.getByRole('button', { name: `Call ${line.company}, ` }).click();
  const question = await asked;
  await expect(question.locator('[data-microphone]')).toHaveAttribute('data-microphone', 'denied');
  const dock = again.locator('[data-call-state]');
  await expect(dock).toHaveAttribute('data-call-reason', 'microphone_denied');
  await expect(dock.getByRole('button', { name: 'Allow the microphone' })).toBeVisible();
  expect(callLogRows(line)).toEqual([]);
});
