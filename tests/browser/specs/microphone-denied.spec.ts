import { chromiumFlags } from '../fixtures/chromium';
import { expect, test } from '../fixtures/test';

// A browser of its own: permission is decided by a flag.
test.use({
  launchOptions: { executablePath: '/usr/bin/chromium', args: chromiumFlags({ microphoneAllowed: false }) },
});

test('without the microphone there is no call, and the page says what to do', async ({
  createLine,
  dialerPage,
  callLogRows,
}) => {
  const line = createLine();
  const dialer = await dialerPage(line.token);
  const asked: string[] = [];
  dialer.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await dialer.call(line);
  await dialer.expectEnd('failed', 'microphone_denied');
  await expect(dialer.dock).toContainText('The microphone is blocked');
  await expect(dialer.dock).toContainText('Allow it');
  expect(asked.filter((path) => path === '/v1/voice/calls' || path === '/v1/voice/token')).toEqual([]);
  expect(callLogRows(line)).toEqual([]);
});
