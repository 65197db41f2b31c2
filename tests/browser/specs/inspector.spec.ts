import { createServer } from 'node:http';
import { DialerPage } from '../fixtures/dialerPage';
import { InspectorPage } from '../fixtures/inspectorPage';
import { createLine } from '../fixtures/line';
import { freePort } from '../fixtures/program';
import { startSystem } from '../fixtures/system';
import { expect, test } from '../fixtures/test';

/** `+1 415 555 0123` of +14155550123. */
const written = (e164: string) => e164.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1 $2 $3');

test('a call is shown live, from the token to the last callback', async ({
  createLine,
  dialerPage,
  handsetPage,
  newPage,
  system,
}) => {
  test.slow();
  const line = createLine();
  const handset = await handsetPage(line);
  const inspector = new InspectorPage(await newPage(), system.sandbox);
  const { page } = inspector;
  await inspector.open();
  const dialer = await dialerPage(line.token);
  await dialer.call(line);
  const row = inspector.row(written(line.e164));
  await inspector.expectState(row, 'ringing');
  await row.click();
  await expect(page.getByRole('heading', { name: written(line.e164) })).toBeFocused();
  await expect(inspector.step('Access token accepted')).toContainText('expires');
  await expect(inspector.webhook('voice').locator('[data-status]')).toHaveAttribute('data-status', '200');
  await expect(inspector.webhook('voice').locator('pre')).toContainText('answerOnBridge="true"');
  await expect(inspector.step("The callee's phone rings")).toBeVisible();

  await handset.answer();
  await inspector.expectState(row, 'in-progress');
  await expect(inspector.step('The callee answers')).toBeVisible();
  await expect(inspector.webhook('amd')).toBeVisible();
  await inspector.picture('talking');
  await dialer.hangUp();
  await inspector.expectState(row, 'completed');
  await expect(inspector.step('The call is over')).toBeVisible();
  await expect(inspector.webhook('parent').locator('[data-status]')).toHaveAttribute('data-status', /^2/);
  await expect(page.locator('dd', { hasText: 'The caller hung up' })).toBeVisible();
  expect(await inspector.findings(), 'the gateway makes no mistakes').toEqual([]);
  await expect(page.getByText('Send again'), 'only with test controls').toHaveCount(0);

  const text = await page.locator('body').textContent();
  for (const secret of ['TWILIO_AUTH_TOKEN', 'TWILIO_API_KEY_SECRET'])
    expect(text).not.toContain(system.environment[secret]);
  expect(text, 'an access token').not.toContain('eyJ');
});

test('a first look, a webhook sent again, and a sandbox that stops', async ({ browser, contextOptions }) => {
  test.slow();
  // Not the run's own system: the pages are not watched.
  const newTab = async () => (await browser.newContext(contextOptions)).newPage();
  const system = await startSystem({ testControls: true });
  try {
    const inspector = new InspectorPage(await newTab(), system.sandbox);
    const { page } = inspector;
    await inspector.open();
    const answer = await page.goto(`${system.sandbox}/inspector`);
    expect(answer?.url(), 'a redirect').toBe(`${system.sandbox}/inspector/`);
    expect(answer?.headers()['content-security-policy']).toContain("default-src 'self'");
    await expect(page.getByText('No calls yet')).toBeVisible();
    await inspector.picture('empty');

    const line = createLine(system, { scripted: '0191' });
    const dialer = new DialerPage(await newTab(), system.gateway);
    await dialer.signIn(line.token);
    await dialer.call(line);
    await dialer.expectEnd('ended', 'busy');
    await expect(page.getByText('Nothing is wrong with any call.')).toBeVisible();
    await inspector.picture('nothing-wrong');
    const row = inspector.row(written(line.e164));
    await inspector.expectState(row, 'busy');

    // By keyboard alone.
    await row.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: written(line.e164) })).toBeFocused();
    const callback = inspector.webhook('parent');
    await callback.locator('summary').first().focus();
    await page.keyboard.press('Enter');
    await callback.getByRole('button', { name: 'Send again' }).click();
    await expect(callback.getByText('Sent again. It stands at the end of the timeline.')).toBeVisible();
    const again = page.locator('[data-webhook=parent]').last();
    await expect(again.getByText('Sent again', { exact: true })).toBeVisible();
    await expect(again.locator('[data-status]')).toHaveAttribute('data-status', /^2/);

    await page.getByLabel('Search calls').fill('no such call');
    await expect(page.getByText('No call matches.')).toBeVisible();
    await page.getByLabel('Search calls').fill('(415) 555-0191 busy');
    await expect(page.locator('[data-call]')).toHaveCount(1);
    await page.getByText('Running', { exact: true }).click();
    await expect(page.getByText('No call matches.')).toBeVisible();
    await page.getByRole('button', { name: 'Show all calls' }).click();
    await expect(page.locator('[data-call]')).toHaveCount(1);

    await system.stopSandbox();
    await inspector.expectConnection('offline');
    await expect(page.getByText('The sandbox does not answer')).toBeVisible();
    await expect(page.locator('[data-call]'), 'what was seen stays').toHaveCount(1);
    await inspector.picture('offline');
  } finally {
    await system.stop();
  }
});

test('a Voice URL where nothing listens is named, with what to do', async ({ browser, contextOptions }) => {
  test.slow();
  // Not the run's own system: the pages are not watched.
  const newTab = async () => (await browser.newContext(contextOptions)).newPage();
  const system = await startSystem({ voiceUrl: () => 'http://127.0.0.1:1/v1/twilio/voice' });
  try {
    const inspector = new InspectorPage(await newTab(), system.sandbox);
    const { page } = inspector;
    await inspector.open();
    const line = createLine(system);
    const dialer = new DialerPage(await newTab(), system.gateway);
    await dialer.signIn(line.token);
    await dialer.call(line);

    const overview = page.getByRole('region', { name: 'What is wrong' });
    await expect(overview.locator('[data-finding=webhook_unreachable]')).toContainText(
      'Nothing listens at http://127.0.0.1:1/v1/twilio/voice.',
    );
    await inspector.picture('findings');
    await overview.getByRole('link', { name: 'in 1 call' }).first().click();
    expect(await inspector.findings()).toContain('webhook_unreachable');
    const voice = inspector.webhook('voice');
    await expect(voice.locator('summary').first()).toContainText('Asked the Voice URL');
    await expect(voice.locator('[data-status]')).toHaveText('no answer');
    await inspector.picture('unreachable');
    await page.goBack();
    await expect(overview).toBeVisible();
  } finally {
    await system.stop();
  }
});

test('an application that gets much wrong hears of all of it', async ({ browser, contextOptions }) => {
  test.slow();
  const application = await startApplication();
  const newTab = async () => (await browser.newContext(contextOptions)).newPage();
  const system = await startSystem({ voiceUrl: () => `${application.url}/voice` });
  try {
    const inspector = new InspectorPage(await newTab(), system.sandbox);
    const { page } = inspector;
    await inspector.open();
    const line = createLine(system);
    const dialer = new DialerPage(await newTab(), system.gateway);
    await dialer.signIn(line.token);
    await dialer.call(line);
    const row = inspector.row('+1 415 555 0190');
    await inspector.expectState(row, 'in-progress');
    await row.click();
    await inspector.expectState(row, 'completed');
    await expect(inspector.webhook('parent').locator('[data-status]')).toBeVisible();
    await expect
      .poll(() => inspector.findings())
      .toEqual([
        'signature_refused',
        'no_answer_on_bridge',
        'no_time_limit',
        'recording_requested',
        'no_action',
      ]);
    await expect(page.locator('article > ul [data-finding=signature_refused]')).toContainText(
      `The signature was made for ${application.url}/status with TWILIO_AUTH_TOKEN.`,
    );
    await inspector.picture('much-wrong');

    // A token that is none, from a page that may signal.
    await dialer.page.evaluate(
      (url) => {
        const socket = new WebSocket(url);
        socket.onopen = () => socket.send(JSON.stringify({ type: 'listen', payload: { token: 'a.b.c' } }));
      },
      `${system.sandbox.replace('http', 'ws')}/signal`,
    );
    const refused = page.locator('[data-call=refused-1]');
    await refused.click();
    await expect(page.getByRole('heading', { name: 'Refused' })).toBeFocused();
    expect(await inspector.findings()).toEqual(['token_invalid']);
    await inspector.picture('refused');
    await page.goBack();
    await page.goBack();
    await inspector.picture('overview');
  } finally {
    await system.stop();
    await application.stop();
  }
});

/** Dials, and refuses the signature of each callback. */
async function startApplication() {
  const twiml =
    '<Response><Dial callerId="+14155550199" record="record-from-answer">' +
    '<Number statusCallback="/status">+14155550190</Number></Dial></Response>';
  const server = createServer((request, response) => {
    if (request.url === '/voice') response.writeHead(200, { 'Content-Type': 'text/xml' }).end(twiml);
    else response.writeHead(403).end();
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
