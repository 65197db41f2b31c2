// How long after the click on Call does it ring: the extension (whose engine is in another document) beside the page.
//   cd tests/browser && npx playwright test --config playwright.bench.config.ts
import type { DialerPage } from '../fixtures/dialerPage';
import { test } from '../fixtures/extensionTest';
import type { Line } from '../fixtures/line';

const calls = 7;

/** Milliseconds from the click to the ringing state, for each of some calls; the first one loads the Voice SDK. */
async function clickToRing(dialer: DialerPage, line: Line): Promise<number[]> {
  const times: number[] = [];
  await dialer.find(line);
  for (let i = 0; i < calls; i += 1) {
    times.push(
      await dialer.callButton(line).evaluate(
        (button) =>
          new Promise<number>((resolve) => {
            const started = performance.now();
            new MutationObserver((_, observer) => {
              if (!document.querySelector('[data-call-state=ringing]')) return;
              observer.disconnect();
              resolve(performance.now() - started);
            }).observe(document.body, { subtree: true, childList: true, attributes: true });
            (button as HTMLElement).click();
          }),
      ),
    );
    await dialer.button('Cancel call').click();
    await dialer.expectEnd('ended', 'canceled');
    await dialer.button('Close').click();
  }
  return times;
}

const say = (name: string, [first, ...later]: number[]) => {
  const median = later.sort((a, b) => a - b)[Math.floor(later.length / 2)];
  console.log(`${name}: first call ${first?.toFixed(0)} ms, later calls ${median?.toFixed(0)} ms (median)`);
};

test('from the click to the ring', async ({ createLine, dialerPage, handsetPage, panel }) => {
  test.setTimeout(180_000);
  const [one, two] = [createLine(), createLine()];
  await handsetPage(one);
  await handsetPage(two);
  say('page', await clickToRing(await dialerPage(one.token), one));
  say('extension', await clickToRing(await panel(two), two));
});
