import { loadTexts } from '@teleperson/texts';
import { UiProvider } from '@teleperson/ui';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { Phone, PhoneSnapshot } from '../core/phone';
import type { PhoneState } from '../core/phoneState';
import { PhoneCard } from './PhoneCard';

const english = await loadTexts(['en']);
const call = { callsid: 'c', from: '+14155550100', to: '+14155550142' };
const inCall: PhoneState = {
  name: 'in-call',
  call,
  pickedUpBy: 'person',
  answeredAt: 0,
  audio: 'flowing',
  digits: '12#',
};

/** A phone that shows the states it is put into. */
function fakePhone(first: PhoneState) {
  let snapshot: PhoneSnapshot = { state: first, listening: false, microphone: 'off' };
  const listeners = new Set<() => void>();
  const put = (state: PhoneState) => {
    snapshot = { ...snapshot, state };
    for (const listener of listeners) listener();
  };
  const actions = {
    powerOn: vi.fn(() => put({ name: 'idle' })),
    answer: vi.fn(() => put(inCall)),
    hangUp: vi.fn(() =>
      put({ name: 'idle', lastCall: { from: call.from, reason: 'hung-up', durationSeconds: 75 } }),
    ),
    letVoicemailAnswer: vi.fn(),
    decline: vi.fn(),
  };
  const phone = {
    number: '*',
    parts: { now: () => 65_000 },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
    ...actions,
  };
  return { phone: phone as unknown as Phone, actions };
}

const show = (phone: Phone) =>
  render(
    <UiProvider texts={english}>
      <PhoneCard phone={phone} />
    </UiProvider>,
  );
const announced = () => screen.getByTestId('announcement').textContent;

it('goes through a call by keyboard, with the focus always on the next key to press', async () => {
  const { phone, actions } = fakePhone({ name: 'ringing', call, offer: '' });
  show(phone);
  const user = userEvent.setup();
  expect(announced()).toBe('Incoming call from +1 415 555 0100');
  expect(document.title).toContain('+1 415 555 0100');
  screen.getByRole('button', { name: 'Answer' }).focus();
  await user.keyboard('{Enter}');
  expect(actions.answer).toHaveBeenCalledOnce();
  expect(announced()).toBe('Call answered');
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Hang up' }));
  await user.keyboard('{Enter}');
  expect(announced()).toBe('Call ended. You hung up after 1:15');
  expect(document.activeElement).toBe(screen.getByTestId('phone'));
});

it('leaves the focus alone when it is elsewhere', () => {
  const { phone, actions } = fakePhone({ name: 'ringing', call, offer: '' });
  show(phone);
  actions.answer();
  expect(document.activeElement).toBe(document.body);
});

it.each<[string, PhoneState, string]>([
  ['off', { name: 'off' }, 'This phone is off'],
  ['connecting', { name: 'connecting', failedAttempts: 0 }, 'Connecting to the sandbox'],
  [
    'unreachable',
    { name: 'connecting', failedAttempts: 2 },
    'Is twilio-sandbox running? This phone tries again by itself.',
  ],
  ['refused', { name: 'connecting', failedAttempts: 0, problem: 'Number is taken' }, 'Number is taken'],
  ['idle', { name: 'idle' }, 'Rings for every number that has no phone of its own.'],
  ['ringing', { name: 'ringing', call, offer: '' }, 'is calling +1 415 555 0142'],
  ['picking up', { ...inCall, answeredAt: undefined, audio: 'connecting' }, 'Picking up'],
  ['talking', inCall, '1:05'],
  ['keys', inCall, '12#'],
  ['voicemail', { ...inCall, pickedUpBy: 'machine', digits: '' }, 'none yet'],
  ['interrupted', { ...inCall, audio: 'interrupted' }, 'Audio interrupted, reconnecting'],
  ['no network', { ...inCall, audio: 'no-network' }, 'No audio'],
])('has a face for: %s', (_, state, text) => {
  show(fakePhone(state).phone);
  expect(screen.getByText(text)).toBeTruthy();
  expect(screen.getByTestId('phone').dataset.phoneState).toBe(state.name);
});
