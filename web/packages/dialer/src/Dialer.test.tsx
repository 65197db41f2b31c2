import { type Company, type GatewayClient, GatewayError, UnreachableError } from '@teleperson/api';
import type { CallBackend, CallSnapshot } from '@teleperson/call-core';
import { loadTexts } from '@teleperson/texts';
import { UiProvider } from '@teleperson/ui';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { Dialer } from './Dialer';

const english = await loadTexts(['en-GB']);
const target = { numberId: 'n1', company: 'Acme', label: 'Support', display: '+1 212-555-0100' };
const inCall: CallSnapshot = {
  phase: 'in-call',
  target,
  answeredAtMs: Date.now(),
  muted: false,
  quality: { grade: 'good' },
};

const number = { id: 'n1', label: 'Support', display: target.display, region: 'US', callable: true };
const acme: Company = {
  id: 'c1',
  name: 'Acme',
  domain: 'acme.example',
  industry: 'Airlines',
  logo_url: 'https://cdn.example/acme.png',
  numbers: [{ ...number, verified_at: '2026-11-03T12:00:00Z' }],
};

function fakeBackend() {
  let snapshot: CallSnapshot = { phase: 'idle' };
  const listeners = new Set<() => void>();
  const backend = {
    snapshot: () => snapshot,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    subscribeLevels: () => () => undefined,
    dial: vi.fn(),
    hangup: vi.fn(),
    mute: vi.fn(),
    digits: vi.fn(),
    dismiss: vi.fn(),
    devices: {
      list: async () => ({ microphones: [{ id: 'm1', label: 'Headset' }], speakers: [], chosen: {} }),
      watch: () => () => undefined,
      chooseMicrophone: vi.fn(async () => undefined),
      chooseSpeaker: vi.fn(async () => undefined),
    },
  } satisfies CallBackend;
  const show = (next: CallSnapshot) =>
    act(() => {
      snapshot = next;
      for (const listener of listeners) listener();
    });
  return { backend, show };
}

function fakeClient(over: Partial<GatewayClient> = {}) {
  return {
    profile: vi.fn(async () => ({
      first_name: 'Paula',
      plan: 'premium',
      voip: true,
      upgrade_url: 'https://example.com/plans',
      admin: false,
    })),
    voiceConfig: vi.fn(async () => ({ enabled: true, token_endpoint_url: null, allowed_regions: ['US'] })),
    companies: vi.fn(async () => ({ companies: [acme] })),
    ...over,
  } as unknown as GatewayClient & { profile: ReturnType<typeof vi.fn>; companies: ReturnType<typeof vi.fn> };
}

function show(client = fakeClient()) {
  const { backend, show: showCall } = fakeBackend();
  const onUnauthorized = vi.fn();
  render(
    <UiProvider texts={english}>
      <Dialer backend={backend} client={client} onUnauthorized={onUnauthorized} />
    </UiProvider>,
  );
  return { backend, showCall, onUnauthorized, client, user: userEvent.setup() };
}

const spoken = 'plus 1, 2 1 2, 5 5 5, 0 1 0 0';
const callButton = () => screen.findByRole('button', { name: `Call Acme, Support, ${spoken}` });
const dock = () => screen.getByRole('region', { name: 'Call with Acme' });
const announcement = () => screen.getByTestId('call-announcement').textContent;

test('who I am, whom I can call, and the call it starts', async () => {
  const { backend, user } = show();
  await user.click(await callButton());
  expect(backend.dial).toHaveBeenCalledWith(target);
  expect(screen.getByText('Hi Paula')).toBeDefined();
  expect(screen.getByText('Premium plan')).toBeDefined();
  expect(screen.getByText('United States')).toBeDefined();
  expect(screen.getByText('Verified 3 Nov 2026')).toBeDefined();
  expect(screen.queryByText('Sandbox')).toBeNull();
});

test('nothing is loaded from where a logo lies', async () => {
  show();
  await callButton();
  expect(document.querySelector('img')).toBeNull();
});

test('a plan without calling: no Call button, the upgrade link, and the own phone', async () => {
  const numbers = [{ ...number, verified_at: null, callable: false, reason: 'plan_without_voip' as const }];
  show(
    fakeClient({
      profile: async () => ({
        first_name: null,
        plan: 'free',
        voip: false,
        upgrade_url: 'https://example.com/plans',
        admin: false,
      }),
      companies: async () => ({ companies: [{ ...acme, numbers }] }),
    }),
  );
  const link = await screen.findByRole('link', { name: 'See plans' });
  expect(link.getAttribute('href')).toBe('https://example.com/plans');
  const phone = await screen.findByRole('link', { name: /^My phone/ });
  expect(phone.getAttribute('href')).toBe('tel:+12125550100');
  expect(screen.queryByRole('button', { name: /^Call/ })).toBeNull();
});

test('an upgrade link that is no web address is not shown', async () => {
  const upgrade_url = 'javascript:alert(1)';
  show(
    fakeClient({
      profile: async () => ({ first_name: null, plan: null, voip: false, upgrade_url, admin: false }),
    }),
  );
  await screen.findByText('Calling is not part of your plan');
  expect(screen.queryByRole('link', { name: 'See plans' })).toBeNull();
});

test('calling switched off leaves the own phone', async () => {
  show(
    fakeClient({
      voiceConfig: async () => ({
        enabled: false,
        reason: 'voice_not_configured',
        token_endpoint_url: null,
        allowed_regions: [],
      }),
    }),
  );
  await screen.findByText('Calling is switched off');
  expect(screen.queryByRole('button', { name: /^Call/ })).toBeNull();
  expect(screen.getByRole('link', { name: /^My phone/ })).toBeDefined();
});

test('a number that cannot be called says why', async () => {
  const numbers = [{ ...number, verified_at: null, callable: false, reason: 'region_not_allowed' as const }];
  show(fakeClient({ companies: async () => ({ companies: [{ ...acme, numbers }] }) }));
  expect(await screen.findByText('Region not enabled.')).toBeDefined();
  expect(screen.queryByRole('button', { name: /^Call/ })).toBeNull();
});

test('search asks the gateway, and says when nothing matches', async () => {
  const companies = vi.fn(async ({ q }: { q?: string }) => ({ companies: q ? [] : [acme] }));
  const { user } = show(fakeClient({ companies }));
  await callButton();
  await user.type(screen.getByRole('textbox', { name: 'Search companies' }), ' zebra ');
  expect(await screen.findByText('No company matches “zebra”')).toBeDefined();
  expect(companies).toHaveBeenLastCalledWith({ q: 'zebra' }, expect.anything());
});

test('more companies come page by page', async () => {
  const other = { ...acme, id: 'c2', name: 'Bluebird', numbers: [] };
  const companies = vi.fn(async ({ cursor }: { cursor?: string }) =>
    cursor ? { companies: [other] } : { companies: [acme], next_cursor: 'next' },
  );
  const { user } = show(fakeClient({ companies }));
  await user.click(await screen.findByRole('button', { name: 'Show more companies' }));
  expect(await screen.findByText('Bluebird')).toBeDefined();
  expect(companies).toHaveBeenLastCalledWith({ cursor: 'next' }, expect.anything());
});

test('a gateway that fails can be asked again', async () => {
  const companies = vi.fn().mockRejectedValue(new UnreachableError('network'));
  const { user } = show(fakeClient({ companies }));
  const retry = await screen.findByRole('button', { name: 'Try again' }, { timeout: 5000 });
  companies.mockResolvedValue({ companies: [acme] });
  await user.click(retry);
  await callButton();
});

test('a token that the gateway does not know signs out', async () => {
  const profile = () => Promise.reject(new GatewayError('unauthorized', 401, undefined, undefined));
  const { onUnauthorized } = show(fakeClient({ profile }));
  await waitFor(() => expect(onUnauthorized).toHaveBeenCalled());
});

test('a 403 that comes anyway: the profile is asked again, and the Call button goes', async () => {
  const client = fakeClient();
  const { showCall } = show(client);
  await callButton();
  client.profile.mockResolvedValue({
    first_name: 'Paula',
    plan: 'free',
    voip: false,
    upgrade_url: null,
    admin: false,
  });
  showCall({ phase: 'failed', target, reason: 'plan_without_voip' });
  await screen.findByText('Free plan');
  expect(screen.queryByRole('button', { name: /^Call/ })).toBeNull();
  expect(dock().dataset).toMatchObject({ callState: 'failed', callReason: 'plan_without_voip' });
});

test("a call that Twilio gave up names Twilio's code, for the administrator", async () => {
  const { showCall } = show(fakeClient());
  await callButton();
  showCall({ phase: 'failed', target, reason: 'call_refused', code: 31002 });
  expect(within(dock()).getByRole('heading').textContent).toBe('The call was not accepted');
  within(dock()).getByText('Error 31002');
  showCall({ phase: 'failed', target, reason: 'call_refused' });
  expect(within(dock()).queryByText(/Error/)).toBeNull();
});

test('a reason without words of its own has those of the one it is shown as', async () => {
  const { showCall } = show(fakeClient());
  await callButton();
  showCall({ phase: 'failed', target, reason: 'ticket_used' });
  expect(within(dock()).getByRole('heading').textContent).toBe('Something went wrong');
});

test('a plan bought in the next tab is noticed within a quarter of a minute', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const client = fakeClient();
  const profile = { first_name: 'Paula', plan: 'free', voip: false, upgrade_url: null, admin: false };
  const numbers = [{ ...number, callable: false, reason: 'plan_without_voip' as const }];
  client.profile.mockResolvedValueOnce(profile);
  client.companies.mockResolvedValueOnce({ companies: [{ ...acme, numbers }] });
  show(client);
  await screen.findByText('Free plan');
  expect(screen.queryByRole('button', { name: /^Call/ })).toBeNull();
  await act(() => vi.advanceTimersByTimeAsync(15_000));
  await screen.findByText('Premium plan');
  await callButton();
  client.profile.mockResolvedValue(profile);
  await act(() => vi.advanceTimersByTimeAsync(60_000));
  await screen.findByText('Free plan');
  expect(screen.queryByRole('button', { name: /^Call/ })).toBeNull();
  vi.useRealTimers();
});

test('a gateway that does not answer in time is named at once, and found again when it is back', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const client = fakeClient();
  const late = new UnreachableError('timeout');
  client.profile.mockRejectedValueOnce(late);
  client.companies.mockRejectedValueOnce(late);
  show(client);
  await screen.findByText('The calling service does not answer');
  expect(client.profile).toHaveBeenCalledOnce();
  await act(() => vi.advanceTimersByTimeAsync(15_000));
  await callButton();
  vi.useRealTimers();
});

test('each state is announced, and found by tests', async () => {
  const { showCall } = show();
  await callButton();
  showCall({ phase: 'ringing', target });
  expect(announcement()).toBe('Ringing at Acme.');
  expect(dock().dataset.callState).toBe('ringing');
  expect((await callButton()).hasAttribute('disabled')).toBe(true);
  showCall(inCall);
  expect(announcement()).toBe('Connected with Acme.');
  showCall({ phase: 'ended', target, reason: 'no_answer', durationSeconds: 0 });
  expect(announcement()).toContain('Nobody answered.');
});

test('mute, hang up, call again, close', async () => {
  const { backend, showCall, user } = show();
  await callButton();
  showCall(inCall);
  await user.click(screen.getByRole('button', { name: 'Mute' }));
  expect(backend.mute).toHaveBeenCalledWith(true);
  showCall({ ...inCall, muted: true });
  await user.click(screen.getByRole('button', { name: 'Unmute' }));
  expect(backend.mute).toHaveBeenLastCalledWith(false);
  await user.click(screen.getByRole('button', { name: 'Hang up' }));
  expect(backend.hangup).toHaveBeenCalledOnce();
  showCall({ phase: 'ended', target, reason: 'completed', durationSeconds: 75 });
  expect(within(dock()).getByText('You talked for 1:15.')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Call again' }));
  expect(backend.dial).toHaveBeenCalledWith(target);
  await user.click(screen.getByRole('button', { name: 'Close' }));
  expect(backend.dismiss).toHaveBeenCalledOnce();
});

test('the keypad takes clicks and typing, and Escape closes it', async () => {
  const { backend, showCall, user } = show();
  await callButton();
  showCall(inCall);
  await user.click(screen.getByRole('button', { name: 'Keypad' }));
  await user.click(screen.getByRole('button', { name: 'Pound' }));
  await user.keyboard('5*x');
  expect(backend.digits.mock.calls).toEqual([['#'], ['5'], ['*']]);
  expect(screen.getByLabelText('Keys pressed').textContent).toBe('#5*');
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('group', { name: 'Keypad' })).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Keypad' }));
});

test('digits typed into the search box are not dialled', async () => {
  const { backend, showCall, user } = show();
  await callButton();
  showCall(inCall);
  await user.click(screen.getByRole('button', { name: 'Keypad' }));
  await user.type(screen.getByRole('textbox', { name: 'Search companies' }), '123');
  expect(backend.digits).not.toHaveBeenCalled();
});

test('another microphone', async () => {
  const { backend, showCall, user } = show();
  await callButton();
  showCall(inCall);
  await user.click(screen.getByRole('button', { name: 'Sound' }));
  backend.devices.chooseMicrophone.mockRejectedValue(new Error('busy'));
  await user.selectOptions(await screen.findByLabelText('Microphone'), 'Headset');
  expect(backend.devices.chooseMicrophone).toHaveBeenCalledWith('m1');
  expect(await screen.findByRole('alert')).toBeDefined();
});

test('the keyboard follows the call: into the dock, and back to the button', async () => {
  const { showCall, user } = show();
  const button = await callButton();
  await user.click(button);
  showCall({ phase: 'connecting', target });
  expect(document.activeElement).toBe(dock());
  showCall({ phase: 'ended', target, reason: 'busy', durationSeconds: 0 });
  await user.click(screen.getByRole('button', { name: 'Close' }));
  showCall({ phase: 'idle' });
  expect(document.activeElement).toBe(button);
});
