import { MICROPHONE_HZ } from '../../fixtures/chromium';
import { connect, expectVerdict } from '../../fixtures/connectionForm';
import { extensionId } from '../../fixtures/extensionIdentity';
import { expect, test } from '../../fixtures/extensionTest';
import { hostsRequestedBy } from '../../fixtures/netLog';

const state = `document.querySelector('[data-call-state]')?.dataset.callState`;
const press = (name: string) =>
  `document.querySelector('button[aria-label^=${JSON.stringify(name)}]')?.click()`;
/** Types into the search as React hears it; false while there is none. */
const search = (text: string) => `(() => {
  const box = document.querySelector('input[aria-label="Search companies"]');
  if (!box) return false;
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(box, ${JSON.stringify(text)});
  return box.dispatchEvent(new Event('input', { bubbles: true }));
})()`;

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

test('a second window has a panel of its own, which shows the same call and may end it', async ({
  createLine,
  handsetPage,
  browserWithExtension,
  system,
}) => {
  const line = createLine();
  const handset = await handsetPage(line);
  await browserWithExtension.storeAccount(system.gateway, line.token);
  const windows = [
    await browserWithExtension.openWindow(`${system.gateway}/livez`),
    await browserWithExtension.openWindow(`${system.gateway}/readyz`),
  ];
  for (const window of windows) await browserWithExtension.clickToolbarButton(window);
  await expect.poll(async () => (await browserWithExtension.panelTargets()).length).toBe(2);
  const [first, second] = await browserWithExtension.panelTargets();
  if (!first || !second) throw new Error('There are no two panels.');

  const callButton = `document.querySelector('button[aria-label^="Call ${line.company}, "]')`;
  for (const panel of [first, second]) {
    await expect.poll(() => panel.evaluate(search(line.company))).toBe(true);
    await expect.poll(() => panel.evaluate(`${callButton} !== null`)).toBe(true);
  }
  await first.evaluate(`${callButton}.click()`);
  await handset.answer();
  for (const panel of [first, second]) await expect.poll(() => panel.evaluate(state)).toBe('in-call');
  expect(await second.evaluate(`${callButton}.disabled`), 'a second call at the same time').toBe(true);
  await first.evaluate('window.close()');
  await expect.poll(async () => (await browserWithExtension.panelTargets()).length).toBe(1);
  await handset.expectToHear(MICROPHONE_HZ);
  await second.evaluate(press('Hang up'));
  await handset.expectEnd('caller-hung-up');
  await expect.poll(() => second.evaluate(state)).toBe('ended');
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
