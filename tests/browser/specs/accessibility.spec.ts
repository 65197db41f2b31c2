import { expectNoViolations } from '../fixtures/accessibility';
import { HandsetPage } from '../fixtures/handsetPage';
import { expect, test } from '../fixtures/test';

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    // Colours on their way from one to another would be measured half-way.
    test.use({ contextOptions: { colorScheme, reducedMotion: 'reduce' } });

    test('the dialer is clean in every state', async ({
      createLine,
      dialerPage,
      handsetPage,
      newPage,
      system,
    }) => {
      test.slow();
      const signIn = await newPage();
      await signIn.goto(`${system.gateway}/try/`);
      await expect(signIn.getByLabel('Extension token')).toBeVisible();
      await expectNoViolations(signIn, 'sign-in form');

      const free = await dialerPage(createLine({ plan: 'free' }).token);
      await expect(free.page.getByText('Calling is not part of your plan')).toBeVisible();
      await expectNoViolations(free.page, 'free plan');

      const line = createLine();
      const handset = await handsetPage(line);
      const dialer = await dialerPage(line.token);
      const { page } = dialer;
      await page.getByLabel('Search companies').fill('no such company');
      await expect(page.getByText('No company matches').first()).toBeVisible();
      await expectNoViolations(page, 'nothing found');
      await dialer.call(line);
      await dialer.expectState('ringing');
      await expectNoViolations(page, 'ringing');
      await handset.answer();
      await dialer.expectState('in-call');
      await expectNoViolations(page, 'in a call');
      await dialer.button('Mute').click();
      await dialer.button('Keypad').click();
      await expectNoViolations(page, 'muted, keypad open');
      await dialer.button('Sound').click();
      await expectNoViolations(page, 'sound settings open');
      await dialer.hangUp();
      await dialer.expectEnd('ended', 'completed');
      await expectNoViolations(page, 'call ended');

      const busy = createLine({ scripted: '0191' });
      const caller = await dialerPage(busy.token);
      await caller.call(busy);
      await caller.expectEnd('ended', 'busy');
      await expectNoViolations(caller.page, 'busy');
    });

    test('the handset is clean in every state', async ({
      createLine,
      dialerPage,
      handsetPage,
      newPage,
      system,
    }) => {
      test.slow();
      const off = await newPage();
      await off.goto(system.sandbox);
      await expect(off.getByRole('table')).toBeVisible();
      await expectNoViolations(off, 'off');
      await off.getByLabel('Number', { exact: true }).fill('12');
      await off.getByRole('button', { name: 'Add phone' }).click();
      await expectNoViolations(off, 'a number that is none');

      const line = createLine();
      const handset = await handsetPage(line);
      const { page } = handset;
      await expectNoViolations(page, 'ready');
      const dialer = await dialerPage(line.token);
      await dialer.call(line);
      await handset.expectState('ringing');
      await expectNoViolations(page, 'ringing');
      await handset.answer();
      await dialer.expectState('in-call');
      await expectNoViolations(page, 'in a call');
      await dialer.hangUp();
      await handset.expectEnd('caller-hung-up');
      await expectNoViolations(page, 'call ended');

      const twin = new HandsetPage(await newPage(), system.sandbox);
      await twin.open(line.e164);
      await twin.button('Power on').click();
      await expect(twin.phone.getByText('The sandbox refused this phone', { exact: true })).toBeVisible();
      await expectNoViolations(twin.page, 'refused');

      const cutOff = new HandsetPage(await newPage(), system.sandbox);
      await cutOff.page.route('**/sandbox/info', (route) => route.abort());
      await cutOff.page.routeWebSocket('**/handset', (socket) => socket.close());
      await cutOff.open('*');
      await cutOff.button('Power on').click();
      await expect(cutOff.phone.getByText('Sandbox not reachable').last()).toBeVisible();
      await expect(cutOff.page.getByText('The list could not be loaded.')).toBeVisible();
      await expectNoViolations(cutOff.page, 'sandbox not reachable');
    });
  });
