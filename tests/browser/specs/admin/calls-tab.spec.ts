import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expectNoViolations } from '../../fixtures/accessibility';
import { expect, test } from '../../fixtures/adminTest';
import { DialerPage } from '../../fixtures/dialerPage';
import { sha256 } from '../../fixtures/line';
import { command, type System } from '../../fixtures/system';

const pictures = fileURLToPath(new URL('../../../../build/browser/screenshots', import.meta.url));
const picture = (page: Page, name: string) =>
  page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });

const openCalls = (page: Page) => page.getByRole('tab', { name: 'Calls' }).click();
const live = (page: Page) => page.getByRole('region', { name: 'Live calls' });
const chart = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true });
const logRows = (page: Page) => page.getByRole('region', { name: 'Calls, newest first' }).getByRole('row');

test('a call shows while it rings, moves to the log by hashes, and is found by its filters', async ({
  dashboard,
  createLine,
  newPage,
  handsetPage,
  system,
}) => {
  test.setTimeout(90_000);
  const page = await dashboard();
  await openCalls(page);
  await expect(page.getByText('Nobody is calling just now')).toBeVisible();
  await expect(page.getByText('No calls yet')).toBeVisible();
  await expect(page.getByText('No calls and no refusals in this time')).toBeVisible();
  await expectNoViolations(page, 'no calls');
  await picture(page, 'admin-calls-empty');

  const line = createLine();
  const handset = await handsetPage(line);
  const dialer = new DialerPage(await newPage(), system.gateway);
  await dialer.signIn(line.token);
  await dialer.call(line);
  const card = live(page).getByRole('listitem');
  await expect(card).toContainText(line.company);
  await expect(card).toContainText('Ringing');
  await expect(card).toContainText(sha256(line.userId).slice(0, 8));
  await expect(live(page)).toContainText('1 call just now');
  await handset.answer();
  await expect(card).toContainText('Talking');
  await expect(card.getByRole('timer')).toHaveText(/^0:\d\d$/);
  await expectNoViolations(page, 'a live call');
  await picture(page, 'admin-calls-live');
  await dialer.hangUp();

  await expect(page.getByText('Nobody is calling just now')).toBeVisible();
  const rows = logRows(page);
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText(line.company);
  await expect(rows.nth(1)).toContainText(sha256(line.userId).slice(0, 8));
  await expect(rows.nth(1)).toContainText('Answered');
  expect(await page.content()).not.toContain(line.userId);
  await expect(page.getByRole('region', { name: 'Calls per day' })).toBeVisible();

  await page.getByLabel('Outcome', { exact: true }).selectOption('failed');
  await expect(page.getByText('No call matches these filters')).toBeVisible();
  await page.getByLabel('Outcome', { exact: true }).selectOption('answered');
  await page.getByLabel('Id of a user').fill(line.userId);
  await expect(rows).toHaveCount(2);
  const exportLink = page.getByRole('link', { name: 'Export CSV' });
  await expect(exportLink).toHaveAttribute('href', new RegExp(`user_id_hash=${sha256(line.userId)}`));
  const downloading = page.waitForEvent('download');
  await exportLink.click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('calls.csv');
  const csv = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\n');
  expect(csv).toHaveLength(2);
  expect(csv[1]).toContain(`${sha256(line.userId)},${sha256(line.e164)}`);
  expect(csv.join('\n')).toBe(command(system, 'calls', 'export', '--format', 'csv'));

  const today = new Date().toLocaleDateString('sv-SE');
  await page.getByLabel('From').fill(today);
  await page.getByLabel('Until, including this day').fill(today);
  await expect(rows).toHaveCount(2);
  await page.getByLabel('Until, including this day').fill('2020-01-01');
  await expect(page.getByText('No call matches these filters')).toBeVisible();
  await expect(exportLink).toBeHidden();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(rows).toHaveCount(2);
});

test('charts and their tables show the same numbers', async ({ dashboard, system }) => {
  test.setTimeout(90_000);
  const sums = inventCalls(system);
  const page = await dashboard();
  await openCalls(page);
  const figure = (name: string) =>
    page.getByRole('region', { name: 'Statistics' }).locator('dl > div', { hasText: name }).locator('dd');
  const number = (text: string | null) => Number(text?.replaceAll(',', ''));
  await page.getByLabel('Range').selectOption('90');
  await expect.poll(async () => number(await figure('Calls').textContent())).toBe(sums.calls);
  await expect.poll(async () => number(await figure('Refusals').textContent())).toBe(sums.refusals);
  await expectNoViolations(page, 'charts');
  await picture(page, 'admin-calls');

  const columnSum = async (title: string, column: number) => {
    const cells = chart(page, title).locator(`tbody tr > :nth-child(${column})`);
    return (await cells.allTextContents()).reduce((sum, text) => sum + number(text), 0);
  };
  for (const title of [
    'Calls per day',
    'Outcomes',
    'Busiest hours',
    'Refusals by reason',
    'Minutes per day',
    'Answer rate',
  ]) {
    await expect(chart(page, title).getByRole('img', { name: title })).toBeVisible();
    await expect(chart(page, title).locator('.recharts-surface').first()).toBeVisible();
    await chart(page, title).getByRole('button', { name: 'Show as table' }).click();
    await expect(chart(page, title).getByRole('table')).toBeVisible();
  }
  expect(await columnSum('Calls per day', 2)).toBe(sums.calls);
  expect(await chart(page, 'Calls per day').locator('tbody tr').count()).toBe(90);
  expect(await columnSum('Outcomes', 2)).toBe(sums.calls);
  expect(await columnSum('Busiest hours', 2)).toBe(sums.calls);
  expect(await columnSum('Refusals by reason', 2)).toBe(sums.refusals);
  expect(await columnSum('Minutes per day', 2)).toBeCloseTo(sums.minutes, -1);
  await expectNoViolations(page, 'tables');
  await picture(page, 'admin-calls-tables');
  await chart(page, 'Outcomes').getByRole('button', { name: 'Show as chart' }).click();
  await expect(chart(page, 'Outcomes').getByRole('img', { name: 'Outcomes' })).toBeVisible();

  // Whoever reads tables is not given charts again.
  await page.getByLabel('Range').selectOption('year');
  await expect(chart(page, 'Calls per month').locator('tbody tr')).toHaveCount(12);
  expect(await columnSum('Calls per month', 2)).toBe(sums.calls);
});

test('charts at every width and in the dark, over days of one’s own', async ({ dashboard, system }) => {
  test.setTimeout(90_000);
  inventCalls(system);
  const page = await dashboard();
  await openCalls(page);
  await page.getByLabel('Range').selectOption('year');
  await expect(chart(page, 'Calls per month').getByRole('img', { name: 'Calls per month' })).toBeVisible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNoViolations(page, 'dark');
  await picture(page, 'admin-calls-dark');

  await page.getByLabel('Range').selectOption('custom');
  await expect(page.getByText('Choose a first and a last day')).toBeVisible();
  const today = new Date().toLocaleDateString('sv-SE');
  await page.getByLabel('First day').fill(today);
  await page.getByLabel('Last day').fill(today);
  await expect(chart(page, 'Calls per day')).toBeVisible();

  await page.setViewportSize({ width: 360, height: 665 });
  await page.getByLabel('Range').selectOption('30');
  await expect(chart(page, 'Calls per day')).toBeVisible();
  await expectNoViolations(page, 'narrow and dark');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await picture(page, 'admin-calls-narrow-dark');
});

test('when the server goes, the tab says so, and comes back with it', async ({ dashboard, system }) => {
  const page = await dashboard();
  await openCalls(page);
  await expect(page.getByText('Nobody is calling just now')).toBeVisible();
  await system.killGateway();
  await expect(page.getByText('The line to the server is broken')).toBeVisible();
  await expect(page.getByText('Nobody is calling just now')).toBeHidden();
  await picture(page, 'admin-calls-reconnecting');
  await system.startGateway();
  await expect(page.getByText('The line to the server is broken')).toBeHidden({ timeout: 30_000 });
});

/** Calls and refusals of the last 80 days, more at noon, as if a product had been in use. The sums are made as a
 * migration would. */
function inventCalls({ folder }: System): { calls: number; minutes: number; refusals: number } {
  const hour = 3_600_000;
  const now = Math.floor(Date.now() / hour) * hour;
  const sql = `
    with recursive n(i) as (values (0) union all select i + 1 from n where i < 2399)
    insert into voice_call_log (created_at, user_id_hash, to_number_hash, duration_seconds, outcome, call_key)
    select ${now} - (i % 80) * 24 * ${hour} - abs((i * 7919) % 13 - (i * 104729) % 11) * ${hour} - (i % 60) * 60000,
      printf('%064x', i % 97), printf('%064x', i % 101), case when (i * 7919 / 80) % 5 = 4 then 0 else 20 + (i * 31) % 400 end,
      case (i * 7919 / 80) % 5 when 4 then 'failed' when 3 then 'voicemail' else 'answered' end, printf('%064x', i) from n;
    insert into call_statistics (starts_at, answered, voicemail, failed, seconds)
    select created_at - created_at % 900000, sum(outcome = 'answered'), sum(outcome = 'voicemail'),
      sum(outcome = 'failed'), sum(duration_seconds) from voice_call_log group by 1;
    with recursive n(i) as (values (0) union all select i + 1 from n where i < 79)
    insert into denial_statistics (starts_at, reason, denials)
    select ${now} - i * 24 * ${hour}, case i % 4 when 0 then 'region_not_allowed' when 1 then 'plan_without_voip'
      when 2 then 'rate_limited' else 'number_not_verified' end, 1 + i % 7 from n;
    select count(*), sum(duration_seconds) / 60.0, (select sum(denials) from denial_statistics) from voice_call_log;`;
  const { stdout, stderr } = spawnSync('sqlite3', [join(folder, 'voice.db'), sql], { encoding: 'utf8' });
  const [calls, minutes, refusals] = stdout.trim().split('|').map(Number);
  if (!calls || !minutes || !refusals) throw new Error(`No calls could be invented: ${stderr}`);
  return { calls, minutes, refusals };
}
