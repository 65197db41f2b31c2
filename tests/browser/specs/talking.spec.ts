import { MICROPHONE_HZ } from '../fixtures/chromium';
import { expect, test } from '../fixtures/test';

const HANDSET_HZ = 440;

test('both sides hear each other, until the caller hangs up', async ({
  createLine,
  dialerPage,
  handsetPage,
  expectOneRow,
}) => {
  const line = createLine();
  const handset = await handsetPage(line);
  const dialer = await dialerPage(line.token);

  await dialer.find(line);
  const clicked = performance.now();
  await dialer.callButton(line).click();
  await handset.expectState('ringing');
  test.info().annotations.push({
    type: 'click to ring',
    description: `${Math.round(performance.now() - clicked)} ms`,
  });
  await dialer.expectState('ringing');
  await expect(handset.phone.getByTestId('caller')).toHaveText('+1 415 555 0199');

  await handset.answer();
  await dialer.expectState('in-call');
  await handset.expectToHear(MICROPHONE_HZ);
  await dialer.expectToHear(HANDSET_HZ);

  await dialer.hangUp();
  await handset.expectEnd('caller-hung-up');
  await dialer.expectEnd('ended', 'completed');
  await expectOneRow(line, 'answered', [0, 20]);
});

test('the callee hangs up', async ({ createLine, dialerPage, handsetPage, expectOneRow }) => {
  const line = createLine();
  const handset = await handsetPage(line);
  const dialer = await dialerPage(line.token);
  await dialer.call(line);
  await handset.answer();
  await dialer.expectState('in-call');
  await dialer.expectToHear(HANDSET_HZ);
  await handset.button('Hang up').click();
  await dialer.expectEnd('ended', 'completed');
  await handset.expectEnd('hung-up');
  await expectOneRow(line, 'answered', [0, 20]);
});

test('the row holds the seconds of the conversation', async ({
  createLine,
  dialerPage,
  handsetPage,
  expectOneRow,
}) => {
  const line = createLine();
  const handset = await handsetPage(line);
  const dialer = await dialerPage(line.token);
  await dialer.call(line);
  await handset.answer();
  await expect(handset.phone.getByRole('timer')).toHaveText('0:05');
  await dialer.hangUp();
  await dialer.expectEnd('ended', 'completed');
  await expectOneRow(line, 'answered', [4, 7]);
});

test('a muted caller is not heard, and heard again after', async ({
  createLine,
  dialerPage,
  handsetPage,
}) => {
  const line = createLine();
  const handset = await handsetPage(line);
  const dialer = await dialerPage(line.token);
  await dialer.call(line);
  await handset.answer();
  await handset.expectToHear(MICROPHONE_HZ);
  await dialer.button('Mute').click();
  await handset.expectToHear(0);
  await dialer.button('Unmute').click();
  await handset.expectToHear(MICROPHONE_HZ);
  await dialer.hangUp();
  await dialer.expectEnd('ended', 'completed');
});

test('several calls one after another leave a row each', async ({
  createLine,
  dialerPage,
  handsetPage,
  callLogRows,
}) => {
  const line = createLine();
  const handset = await handsetPage(line);
  const dialer = await dialerPage(line.token);
  await dialer.call(line);
  for (const calls of [1, 2, 3]) {
    await handset.answer();
    await dialer.expectState('in-call');
    await dialer.hangUp();
    await dialer.expectEnd('ended', 'completed');
    await expect.poll(() => callLogRows(line).length).toBe(calls);
    if (calls < 3) await dialer.button('Call again').click();
  }
});

test('what is spoken into the handset’s microphone reaches the caller instead of the tune', async ({
  createLine,
  dialerPage,
  handsetPage,
}) => {
  const line = createLine();
  const handset = await handsetPage(line);
  const dialer = await dialerPage(line.token);
  await dialer.call(line);
  await handset.answer();
  await dialer.expectToHear(HANDSET_HZ);
  await handset.phone.getByRole('switch', { name: 'Speak with my microphone' }).click();
  await dialer.expectToHear(MICROPHONE_HZ);
  await dialer.hangUp();
});
