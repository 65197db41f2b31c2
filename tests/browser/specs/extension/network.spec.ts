import { MICROPHONE_HZ } from '../../fixtures/chromium';
import { expect, test } from '../../fixtures/extensionTest';
import { holdSignalling } from '../../fixtures/signalling';

test('the network changes mid-call: the trouble is shown, the sound goes on, and the call is picked up again', async ({
  createLine,
  handsetPage,
  browserWithExtension,
  expectOneRow,
  panel,
}) => {
  const line = createLine();
  const handset = await handsetPage(line);
  const dialer = await panel(line);
  const signalling = await holdSignalling(await browserWithExtension.offscreen());
  await dialer.call(line);
  await handset.answer();
  await dialer.expectState('in-call');

  await signalling.cut();
  await dialer.expectState('reconnecting');
  await expect(dialer.dock).toContainText('Connection trouble');
  await expect(dialer.dock).toContainText('Stay on the line.');
  await expect.poll(() => browserWithExtension.badge()).toBe('!');
  await handset.expectToHear(MICROPHONE_HZ);

  await signalling.restore();
  await dialer.expectState('in-call');
  await expect.poll(() => browserWithExtension.badge()).toBe('●');
  // The connection that came back carries the call: its hang-up is heard.
  await dialer.hangUp();
  await handset.expectEnd('caller-hung-up');
  await dialer.expectEnd('ended', 'completed');
  await expectOneRow(line, 'answered', [0, 60]);
});

test('hanging up while signalling is down ends the call for the callee within three seconds', async ({
  createLine,
  handsetPage,
  browserWithExtension,
  expectOneRow,
  panel,
}) => {
  const line = createLine();
  const handset = await handsetPage(line);
  const dialer = await panel(line);
  const signalling = await holdSignalling(await browserWithExtension.offscreen());
  await dialer.call(line);
  await handset.answer();
  await dialer.expectState('in-call');
  await signalling.cut();
  await dialer.expectState('reconnecting');
  await dialer.hangUp();
  await expect(handset.phone.getByTestId('last-call')).toHaveAttribute('data-end-reason', 'caller-hung-up', {
    timeout: 3000,
  });
  await expectOneRow(line, 'answered', [0, 20]);
});

test('offline, the panel says so and its call goes on; online again, the list comes back by itself', async ({
  answeredCall,
  browserWithExtension,
}) => {
  const { line, handset, dialer } = await answeredCall();
  await browserWithExtension.context.setOffline(true);
  await dialer.page.getByLabel('Search companies').fill('somebody else');
  await expect(dialer.page.getByText('You are offline')).toBeVisible();
  await dialer.expectState('in-call');
  await handset.expectToHear(MICROPHONE_HZ);
  await browserWithExtension.context.setOffline(false);
  await expect(dialer.page.getByText('No company matches “somebody else”')).toBeVisible();
  await dialer.find(line);
  await dialer.hangUp();
  await handset.expectEnd('caller-hung-up');
});
