import type { Page } from '@playwright/test';
import { withExpiry } from '../fixtures/accessToken';
import { MICROPHONE_HZ } from '../fixtures/chromium';
import { expect, test } from '../fixtures/test';

/** Lets the page's first access token live for so many seconds only (a negative number: it is dead already). Returns
 * how many tokens were fetched so far. */
async function shortenFirstToken(page: Page, seconds: number, secret: string): Promise<() => number> {
  let fetched = 0;
  await page.route('**/v1/voice/token', async (route) => {
    const response = await route.fetch();
    fetched += 1;
    if (fetched > 1) return route.fulfill({ response });
    const answer = await response.json();
    const token = withExpiry(answer.token, Math.floor(Date.now() / 1000) + seconds, secret);
    return route.fulfill({ response, json: { ...answer, token, ttl_seconds: seconds } });
  });
  return () => fetched;
}

test('an expired access token is renewed without the caller noticing', async ({
  system,
  createLine,
  dialerPage,
  handsetPage,
  expectOneRow,
}) => {
  const line = createLine();
  const handset = await handsetPage(line);
  const dialer = await dialerPage(line.token);
  const secret = system.environment.TWILIO_API_KEY_SECRET ?? '';
  const fetched = await shortenFirstToken(dialer.page, -60, secret);
  await dialer.call(line);
  await handset.answer();
  await dialer.expectState('in-call');
  expect(fetched()).toBe(2);
  await dialer.hangUp();
  await dialer.expectEnd('ended', 'completed');
  await expectOneRow(line, 'answered', [0, 20]);
});

test('a token that runs out during a call is renewed, and the call goes on', async ({
  system,
  createLine,
  dialerPage,
  handsetPage,
  expectOneRow,
}) => {
  const line = createLine();
  const handset = await handsetPage(line);
  const dialer = await dialerPage(line.token);
  // The SDK asks for the next token 30 s before the end of this one: six seconds after it was made.
  const secret = system.environment.TWILIO_API_KEY_SECRET ?? '';
  const fetched = await shortenFirstToken(dialer.page, 36, secret);
  await dialer.call(line);
  await handset.answer();
  await expect.poll(fetched, { timeout: 20_000 }).toBe(2);
  await dialer.expectState('in-call');
  await handset.expectState('in-call');
  await handset.expectToHear(MICROPHONE_HZ);
  await dialer.hangUp();
  await handset.expectEnd('caller-hung-up');
  await expectOneRow(line, 'answered', [1, 30]);
});

const cutSignalling = (page: Page) =>
  page.evaluate(() => {
    window.signalling.blocked = true;
    for (const socket of window.signalling.sockets) socket.close();
  });
const restoreSignalling = (page: Page) =>
  page.evaluate(() => {
    window.signalling.blocked = false;
  });

test('the signalling socket dies mid-call: the sound goes on, and the call is picked up again', async ({
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
  await handset.expectToHear(MICROPHONE_HZ);

  await cutSignalling(dialer.page);
  await dialer.expectState('reconnecting');
  await handset.expectToHear(MICROPHONE_HZ);
  await restoreSignalling(dialer.page);
  await dialer.expectState('in-call');
  await handset.expectState('in-call');

  // The socket that came back carries the call: its hang-up is heard.
  await dialer.hangUp();
  await handset.expectEnd('caller-hung-up');
  await dialer.expectEnd('ended', 'completed');
  await expectOneRow(line, 'answered', [0, 30]);
});

test('hanging up while signalling is down ends the call for the callee too', async ({
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
  await dialer.expectState('in-call');
  await cutSignalling(dialer.page);
  await dialer.expectState('reconnecting');
  await dialer.hangUp();
  await handset.expectEnd('caller-hung-up');
  await expectOneRow(line, 'answered', [0, 20]);
});

test('a caller whose page is closed hangs up', async ({
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
  await dialer.expectState('in-call');
  await dialer.page.close();
  await handset.expectEnd('caller-hung-up');
  await expectOneRow(line, 'answered', [0, 20]);
});
