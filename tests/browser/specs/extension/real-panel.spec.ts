import { MICROPHONE_HZ } from '../../fixtures/chromium';
import { connect, expectVerdict } from '../../fixtures/connectionForm';
import { extensionId } from '../../fixtures/extensionIdentity';
import { expect, test } from '../../fixtures/extensionTest';
import { hostsRequestedBy } from '../../fixtures/netLog';

const state = `document.querySelector('[data-call-state]')?.dataset.callState`;
const press = (name: string) =>
  `document.querySelector('button[aria-label^=${JSON.stringify(name)}]')?.click()`;

test('a click on the toolbar button shows the company of that page; its call outlives the real side panel', async ({
  createLine,
  handsetPage,
  browserWithExtension,
  system,
}) => {
  const line = createLine();
  const domain = line.company.toLowerCase().replace(' ', '-');
  const handset = await handsetPage(line);
  const welcome = await browserWithExtension.welcomePage();
  await connect(welcome, system.gateway, line.token);
  await expectVerdict(welcome, 'connected');

  const site = await browserWithExtension.context.newPage();
  await site.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Shop</h1>' }));
  await site.goto(`https://www.${domain}.com/contact`);
  await site.bringToFront();
  await browserWithExtension.clickToolbarButton(site);
  const panel = await browserWithExtension.panelTarget();
  const heading = `document.querySelector('section[aria-label="On this page"]')?.innerText`;
  await expect.poll(() => panel.evaluate(heading)).toContain(line.company);

  await panel.evaluate(press(`Call ${line.company}, `));
  await handset.answer();
  await expect.poll(() => panel.evaluate(state)).toBe('in-call');
  await handset.expectToHear(MICROPHONE_HZ);
  await panel.evaluate('window.close()');
  await expect.poll(() => browserWithExtension.contextTypes()).not.toContain('SIDE_PANEL');
  await expect.poll(() => browserWithExtension.badge()).toBe('●');
  await handset.expectToHear(MICROPHONE_HZ);

  await browserWithExtension.clickToolbarButton(site);
  const reopened = await browserWithExtension.panelTarget();
  await expect.poll(() => reopened.evaluate(state)).toBe('in-call');
  await reopened.evaluate(press('Hang up'));
  await handset.expectEnd('caller-hung-up');
  await expect.poll(() => reopened.evaluate(state)).toBe('ended');
});

test('a page that the person has not shown stays unknown', async ({
  browserWithExtension,
  createLine,
  system,
}) => {
  const line = createLine();
  const welcome = await browserWithExtension.welcomePage();
  await connect(welcome, system.gateway, line.token);
  await expectVerdict(welcome, 'connected');
  const site = await browserWithExtension.context.newPage();
  await site.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Shop</h1>' }));
  await site.goto('https://www.example.com/');
  const worker = await browserWithExtension.worker();
  const seen = () => worker.evaluate(async () => (await chrome.tabs.query({})).map(({ url }) => url));
  expect(await seen()).not.toContain('https://www.example.com/');
  await site.bringToFront();
  await browserWithExtension.clickToolbarButton(site);
  await expect.poll(seen).toContain('https://www.example.com/');
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
  const offscreen = await browserWithExtension.offscreen();
  // Before the first call: the SDK keeps the WebSocket class that it finds when it is loaded.
  await offscreen.evaluate(`
    window.signalling = { sockets: [], blocked: false };
    window.WebSocket = class extends window.WebSocket {
      constructor(url, protocols) {
        super(window.signalling.blocked ? 'ws://127.0.0.1:9/' : url, protocols);
        window.signalling.sockets.push(this);
      }
    };
    undefined`);
  await dialer.call(line);
  await handset.answer();
  await dialer.expectState('in-call');
  await offscreen.evaluate(`
    window.signalling.blocked = true;
    for (const socket of window.signalling.sockets) socket.close();`);
  await dialer.expectState('reconnecting');
  await dialer.hangUp();
  await expect(handset.phone.getByTestId('last-call')).toHaveAttribute('data-end-reason', 'caller-hung-up', {
    timeout: 3000,
  });
  await expectOneRow(line, 'answered', [0, 20]);
});

test('nothing is requested from anybody but the gateway and its telephone network', async ({
  createLine,
  browserWithExtension,
  panel,
  system,
}) => {
  const line = createLine({ scripted: '0191' });
  const dialer = await panel(line);
  await dialer.call(line);
  await dialer.expectEnd('ended', 'busy');
  await browserWithExtension.close();
  const own = [new URL(system.gateway).host, new URL(system.sandbox).host];
  expect([...hostsRequestedBy(extensionId, browserWithExtension.netLog)].sort()).toEqual(own.sort());
});
