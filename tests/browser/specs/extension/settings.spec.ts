import { connect, expectVerdict } from '../../fixtures/connectionForm';
import { expect, test } from '../../fixtures/extensionTest';
import { startOddServers } from '../../fixtures/oddServers';
import { command } from '../../fixtures/system';

test('each thing that can be wrong with the connection is named', async ({
  createLine,
  browserWithExtension,
  system,
}) => {
  test.slow();
  const { token } = createLine();
  const free = createLine({ plan: 'free' });
  const odd = await startOddServers();
  const page = await browserWithExtension.open('options');
  const unknown = `tle_${'0'.repeat(32)}`;
  const cases = [
    ['', token, 'address_missing'],
    ['not an address', token, 'address_malformed'],
    ['http://voice.example.com', token, 'address_not_https'],
    [system.gateway, 'tle_short', 'token_malformed'],
    [system.gateway, unknown, 'token_unknown'],
    [odd.closed, token, 'gateway_not_reached'],
    [odd.selfSigned, token, 'gateway_certificate_or_not_reached'],
    [odd.html, token, 'gateway_origin_not_allowed'],
    [odd.silent, token, 'gateway_too_slow'],
  ] as const;
  for (const [address, text, verdict] of cases) {
    await connect(page, address, text);
    await expectVerdict(page, verdict);
    expect(await browserWithExtension.storage(), verdict).not.toContain('account');
  }
  await connect(page, system.gateway, free.token);
  await expectVerdict(page, 'plan_without_voip');
  await connect(page, system.gateway, token);
  await expectVerdict(page, 'connected');
  expect(await page.content(), 'the token in the page').not.toContain(token);
  await page.reload();
  await expect(page.getByLabel('Gateway address')).toHaveValue(system.gateway);
  await expect(page.getByRole('textbox', { name: 'Extension token' })).toHaveValue('');
  await odd.stop();
});

test('one speaks and hears, and chooses the devices that calls will use', async ({
  browserWithExtension,
}) => {
  const page = await browserWithExtension.open('options');
  await page.getByLabel('Microphone', { exact: true }).selectOption({ index: 1 });
  await expect.poll(() => browserWithExtension.storage()).toContain('microphone');
  await page.getByRole('button', { name: 'Speak and hear' }).click();
  await expect(page.getByText('Did you hear yourself?')).toBeVisible({ timeout: 15_000 });
});

test('a token revoked mid-session: the panel says so, and a new one brings it back', async ({
  createLine,
  browserWithExtension,
  panel,
  system,
}) => {
  const line = createLine();
  const dialer = await panel(line);
  await dialer.find(line);
  command(system, 'token', 'revoke', line.token);
  await dialer.callButton(line).click();
  await expect(dialer.page.getByText('Your token is not valid any more')).toBeVisible();
  const token = command(system, 'token', 'issue', line.userId);
  const options = await browserWithExtension.open('options');
  await connect(options, system.gateway, token);
  await expectVerdict(options, 'connected');
  await dialer.find(line);
  await expect(dialer.callButton(line)).toBeVisible();
});

test('a plan downgraded between two calls: the button goes, the own phone stays', async ({
  createLine,
  panel,
  system,
}) => {
  const line = createLine({ scripted: '0191' });
  const dialer = await panel(line);
  await dialer.call(line);
  await dialer.expectEnd('ended', 'busy');
  command(system, 'user', 'set-plan', line.userId, 'free');
  await dialer.callButton(line).click();
  await dialer.expectEnd('failed', 'plan_without_voip');
  await expect(dialer.page.getByRole('button', { name: /^Call / })).toHaveCount(0);
  const ownPhone = dialer.page.getByRole('link', { name: /^My phone/ }).first();
  await expect(ownPhone).toHaveAttribute('href', `tel:${line.e164}`);
});
