import { expect, test } from '../fixtures/test';

test('keys that are clicked and keys that are typed are heard by the callee', async ({
  createLine,
  dialerPage,
  handsetPage,
}) => {
  const line = createLine();
  const handset = await handsetPage(line);
  const dialer = await dialerPage(line.token);
  await dialer.call(line);
  await handset.answer();
  await dialer.expectState('in-call');
  const digits = handset.phone.getByTestId('digits');
  await dialer.button('Keypad').click();

  let pressed = '';
  for (const key of ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', 'Star', 'Pound']) {
    await dialer.dock
      .getByRole('group', { name: 'Keypad' })
      .getByRole('button', { name: key, exact: true })
      .click();
    pressed += { Star: '*', Pound: '#' }[key] ?? key;
    await expect(digits).toHaveText(pressed);
  }
  for (const key of '42#') {
    await dialer.page.keyboard.press(key);
    pressed += key;
    await expect(digits).toHaveText(pressed);
  }
  await expect(dialer.dock.getByLabel('Keys pressed')).toHaveText(pressed);
  await dialer.hangUp();
});
