import { expect, test } from '../fixtures/test';

test('declined', async ({ createLine, dialerPage, handsetPage, expectOneRow }) => {
  const line = createLine();
  const handset = await handsetPage(line);
  const dialer = await dialerPage(line.token);
  await dialer.call(line);
  await handset.expectState('ringing');
  await handset.button('Decline').click();
  await dialer.expectEnd('ended', 'declined');
  await handset.expectEnd('declined');
  await expectOneRow(line, 'failed', [0, 0]);
});

test('busy: the callee talks to somebody else, who is not disturbed', async ({
  createLine,
  dialerPage,
  handsetPage,
  expectOneRow,
}) => {
  const first = createLine();
  const second = createLine({ sameNumberAs: first });
  const handset = await handsetPage(first);
  const [talker, dialer] = [await dialerPage(first.token), await dialerPage(second.token)];
  await talker.call(first);
  await handset.answer();
  await talker.expectState('in-call');

  await dialer.call(second);
  await dialer.expectEnd('ended', 'busy');
  await expectOneRow(second, 'failed', [0, 0]);

  await talker.expectState('in-call');
  await handset.expectState('in-call');
  await talker.hangUp();
  await expectOneRow(first, 'answered', [0, 30]);
});

test('cancelled while it rings', async ({ createLine, dialerPage, handsetPage, expectOneRow }) => {
  const line = createLine();
  const handset = await handsetPage(line);
  const dialer = await dialerPage(line.token);
  await dialer.call(line);
  await handset.expectState('ringing');
  await dialer.expectState('ringing');
  await dialer.button('Cancel call').click();
  await handset.expectEnd('missed');
  await dialer.expectEnd('ended', 'canceled');
  await expectOneRow(line, 'failed', [0, 0]);
});

test('no answer: it rings until Twilio gives up', async ({
  createLine,
  dialerPage,
  handsetPage,
  expectOneRow,
}) => {
  test.slow();
  const line = createLine();
  const handset = await handsetPage(line);
  const dialer = await dialerPage(line.token);
  await dialer.call(line);
  await handset.expectState('ringing');
  await expect(dialer.dock).toHaveAttribute('data-call-reason', 'no_answer', { timeout: 60_000 });
  await handset.expectEnd('missed');
  await expectOneRow(line, 'failed', [0, 0]);
});

test('a phone that is switched off while it rings is not reached', async ({
  createLine,
  dialerPage,
  handsetPage,
  expectOneRow,
}) => {
  const line = createLine();
  const handset = await handsetPage(line);
  const dialer = await dialerPage(line.token);
  await dialer.call(line);
  await handset.expectState('ringing');
  await handset.button('Power off').click();
  await handset.expectState('off');
  await dialer.expectState('ended');
  await expectOneRow(line, 'failed', [0, 0]);
});
