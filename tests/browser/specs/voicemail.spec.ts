import { test } from '../fixtures/test';

/** The greeting ends with this beep; after it the machine is silent. */
const BEEP_HZ = 1000;

test('an answering machine picks up: the caller hears its greeting, and the row says voicemail', async ({
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
  await handset.button('Let voicemail answer').click();
  await handset.expectState('in-call');
  await dialer.expectState('in-call');
  await dialer.expectToHear(BEEP_HZ);
  await dialer.expectToHear(0);
  await dialer.hangUp();
  await dialer.expectEnd('ended', 'completed');
  await handset.expectEnd('caller-hung-up');
  await expectOneRow(line, 'voicemail', [2, 20]);
});
