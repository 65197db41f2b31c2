import { MICROPHONE_HZ } from '../../fixtures/chromium';
import { connect, expectVerdict } from '../../fixtures/connectionForm';
import { DialerPage } from '../../fixtures/dialerPage';
import { expect, test } from '../../fixtures/extensionTest';

test('from the welcome page to the first call', async ({
  system,
  createLine,
  handsetPage,
  expectOneRow,
  browserWithExtension,
}) => {
  const line = createLine();
  const handset = await handsetPage(line);
  const welcome = await browserWithExtension.welcomePage();
  await connect(welcome, system.gateway, line.token);
  await expectVerdict(welcome, 'connected');
  await expect(welcome.getByText('The microphone is allowed.')).toBeVisible();
  await welcome.getByRole('button', { name: 'Open the side panel' }).click();
  await expect.poll(() => browserWithExtension.contextTypes()).toContain('SIDE_PANEL');

  const dialer = new DialerPage(await browserWithExtension.open('sidepanel'), system.gateway);
  await dialer.call(line);
  await dialer.expectState('ringing');
  await handset.answer();
  await dialer.expectState('in-call');
  await handset.expectToHear(MICROPHONE_HZ);
  await dialer.button('Mute').click();
  await handset.expectToHear(0);
  await dialer.hangUp();
  await handset.expectEnd('caller-hung-up');
  await dialer.expectEnd('ended', 'completed');
  await expectOneRow(line, 'answered', [0, 30]);
});

test('the call goes on while no panel is open, the badge shows it, and a panel that opens finds it', async ({
  answeredCall,
  browserWithExtension,
  system,
}) => {
  const { handset, dialer: first } = await answeredCall();
  await first.page.close();
  await expect.poll(() => browserWithExtension.badge()).toBe('●');
  await handset.expectToHear(MICROPHONE_HZ);

  const [again, twin] = [
    new DialerPage(await browserWithExtension.open('sidepanel'), system.gateway),
    new DialerPage(await browserWithExtension.open('sidepanel'), system.gateway),
  ];
  await again.expectState('in-call');
  await twin.expectState('in-call');
  await twin.hangUp();
  await again.expectEnd('ended', 'completed');
  await handset.expectEnd('caller-hung-up');
  await expect.poll(() => browserWithExtension.badge()).toBe('');
});

test('a call that the browser’s end cut off is over for the callee, and the next one goes through', async ({
  answeredCall,
  browserWithExtension,
  system,
}) => {
  const { line, handset } = await answeredCall();
  await browserWithExtension.restart();
  await handset.expectEnd('caller-hung-up');

  const after = new DialerPage(await browserWithExtension.open('sidepanel'), system.gateway);
  await after.call(line);
  await handset.answer();
  await after.expectState('in-call');
  await after.hangUp();
  await after.expectEnd('ended', 'completed');
});
