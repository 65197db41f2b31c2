import type { CallLogRow } from '../fixtures/line';
import { expect, test } from '../fixtures/test';

// Numbers that the sandbox plays itself: with them a newcomer, and a test, needs no handset.
const cases: {
  scripted: string;
  what: string;
  reason: string;
  outcome: CallLogRow['outcome'];
  seconds: [number, number];
}[] = [
  {
    scripted: '0190',
    what: 'answers and hangs up',
    reason: 'completed',
    outcome: 'answered',
    seconds: [4, 7],
  },
  { scripted: '0191', what: 'is busy', reason: 'busy', outcome: 'failed', seconds: [0, 0] },
  {
    scripted: '0193',
    what: 'is not in service',
    reason: 'not_in_service',
    outcome: 'failed',
    seconds: [0, 0],
  },
  { scripted: '0196', what: 'declines', reason: 'declined', outcome: 'failed', seconds: [0, 0] },
];

for (const { scripted, what, reason, outcome, seconds } of cases)
  test(`${scripted} ${what}`, async ({ createLine, dialerPage, expectOneRow }) => {
    const line = createLine({ scripted });
    const dialer = await dialerPage(line.token);
    await dialer.call(line);
    await expect(dialer.dock).toHaveAttribute('data-call-reason', reason, { timeout: 20_000 });
    await expectOneRow(line, outcome, seconds);
  });

test('0195 talks and talks: it is heard, and does not mind being cut off', async ({
  createLine,
  dialerPage,
  expectOneRow,
}) => {
  const line = createLine({ scripted: '0195' });
  const dialer = await dialerPage(line.token);
  await dialer.call(line);
  await dialer.expectState('in-call');
  const heard = () => dialer.page.evaluate(() => window.remotePeakHz?.() ?? 0);
  await expect.poll(heard, { message: 'the caller hears something' }).toBeGreaterThan(50);
  await dialer.hangUp();
  await dialer.expectEnd('ended', 'completed');
  await expectOneRow(line, 'answered', [0, 20]);
});

test('0194 is an answering machine', async ({ createLine, dialerPage, expectOneRow }) => {
  const line = createLine({ scripted: '0194' });
  const dialer = await dialerPage(line.token);
  await dialer.call(line);
  await dialer.expectState('in-call');
  // Detection takes its time after the answer; hanging up before it would leave the outcome open.
  await expect(dialer.dock.getByRole('timer')).toHaveText('0:05');
  await dialer.hangUp();
  await dialer.expectEnd('ended', 'completed');
  await expectOneRow(line, 'voicemail', [4, 8]);
});
