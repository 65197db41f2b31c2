import { describe, expect, it } from 'vitest';
import { type Effect, type PhoneEvent, type PhoneState, step } from './phoneState';

const call = { callsid: 'call-1', from: '+14155550100', to: '+14155550142' };
const offer = 'v=0 offer';
const off: PhoneState = { name: 'off' };
const connecting: PhoneState = { name: 'connecting', failedAttempts: 0 };
const idle: PhoneState = { name: 'idle' };
const ringing: PhoneState = { name: 'ringing', call, offer };
const pickingUp: PhoneState = {
  name: 'in-call',
  call,
  pickedUpBy: 'person',
  audio: 'connecting',
  digits: '',
};
const talking: PhoneState = { ...pickingUp, answeredAt: 10_000, audio: 'flowing' };
const machine: PhoneState = { ...pickingUp, pickedUpBy: 'machine' };

const incoming = (callsid: string): PhoneEvent => ({
  type: 'received',
  message: { type: 'incoming', callsid, from: call.from, to: call.to, sdp: offer },
});
const received = (type: 'cancel' | 'hangup', callsid = call.callsid): PhoneEvent => ({
  type: 'received',
  message: { type, callsid },
});
const say = (type: 'decline' | 'hangup', callsid = call.callsid): Effect => ({
  type: 'send',
  message: { type, payload: { callsid } },
});
const bye: Effect = { type: 'send', message: { type: 'bye', payload: {} } };
const closeMedia: Effect = { type: 'close-media' };
const closeSocket: Effect = { type: 'close-socket' };
const lastCall = (reason: string, durationSeconds?: number) => ({
  lastCall: { from: call.from, reason, durationSeconds },
});

/** 12.9 s on the clock: 2.9 s after `talking` was answered. */
const now = 12_900;

describe('each event in the state it is meant for', () => {
  it.each<[string, PhoneState, PhoneEvent, object, Effect[]]>([
    ['power on', off, { type: 'power-on' }, connecting, [{ type: 'open-socket' }]],
    ['socket opens', connecting, { type: 'socket-open' }, connecting, [{ type: 'hello' }]],
    [
      'server is ready',
      connecting,
      { type: 'received', message: { type: 'ready', number: '*' } },
      { name: 'idle', lastCall: undefined },
      [],
    ],
    [
      'server refuses the phone',
      connecting,
      { type: 'received', message: { type: 'error', message: 'number taken' } },
      { ...connecting, problem: 'number taken' },
      [],
    ],
    ['somebody calls', idle, incoming('call-1'), ringing, []],
    [
      'answered',
      ringing,
      { type: 'answer' },
      pickingUp,
      [{ type: 'open-media', call, offer, pickedUpBy: 'person' }],
    ],
    [
      'left to voicemail',
      ringing,
      { type: 'voicemail' },
      machine,
      [{ type: 'open-media', call, offer, pickedUpBy: 'machine' }],
    ],
    ['declined', ringing, { type: 'decline' }, { name: 'idle', ...lastCall('declined') }, [say('decline')]],
    ['caller gives up', ringing, received('cancel'), { name: 'idle', ...lastCall('missed') }, []],
    [
      'answer made',
      pickingUp,
      { type: 'answer-ready', callsid: 'call-1', sdp: 'v=0 answer', reachable: true },
      { ...pickingUp, answeredAt: now },
      [{ type: 'send', message: { type: 'answer', payload: { callsid: 'call-1', sdp: 'v=0 answer' } } }],
    ],
    [
      'answer made by the machine',
      machine,
      { type: 'answer-ready', callsid: 'call-1', sdp: 'v=0 answer', reachable: true },
      { ...machine, answeredAt: now },
      [{ type: 'send', message: { type: 'voicemail', payload: { callsid: 'call-1', sdp: 'v=0 answer' } } }],
    ],
    [
      'answer made without any network',
      pickingUp,
      { type: 'answer-ready', callsid: 'call-1', sdp: 'v=0', reachable: false },
      { ...pickingUp, answeredAt: now, audio: 'no-network' },
      [{ type: 'send', message: { type: 'answer', payload: { callsid: 'call-1', sdp: 'v=0' } } }],
    ],
    [
      'audio breaks',
      talking,
      { type: 'audio-path', callsid: 'call-1', path: 'interrupted' },
      { ...talking, audio: 'interrupted' },
      [],
    ],
    [
      'caller restarts ICE',
      talking,
      { type: 'received', message: { type: 'reinvite', callsid: 'call-1', sdp: 'v=0 again' } },
      talking,
      [{ type: 'renegotiate', call, offer: 'v=0 again' }],
    ],
    [
      'restart answered',
      talking,
      { type: 'reanswer-ready', callsid: 'call-1', sdp: 'v=0 new' },
      talking,
      [{ type: 'send', message: { type: 'reanswer', payload: { callsid: 'call-1', sdp: 'v=0 new' } } }],
    ],
    [
      'key heard',
      talking,
      { type: 'digit-heard', callsid: 'call-1', digit: '5' },
      { ...talking, digits: '5' },
      [],
    ],
    [
      'keys as a message',
      talking,
      { type: 'received', message: { type: 'dtmf', callsid: 'call-1', digits: '12w#' } },
      { ...talking, digits: '12#' },
      [],
    ],
    [
      'caller hangs up',
      talking,
      received('hangup'),
      { name: 'idle', ...lastCall('caller-hung-up', 2) },
      [closeMedia],
    ],
    [
      'callee hangs up',
      talking,
      { type: 'hang-up' },
      { name: 'idle', ...lastCall('hung-up', 2) },
      [say('hangup'), closeMedia],
    ],
    [
      'audio cannot be set up',
      pickingUp,
      { type: 'media-failed', callsid: 'call-1' },
      { name: 'idle', ...lastCall('media-failed') },
      [say('hangup'), closeMedia],
    ],
    ['socket lost', idle, { type: 'socket-lost' }, { name: 'connecting', failedAttempts: 1 }, []],
    ['attempt fails', connecting, { type: 'socket-lost' }, { ...connecting, failedAttempts: 1 }, []],
    [
      'socket lost while it rings',
      ringing,
      { type: 'socket-lost' },
      { name: 'connecting', failedAttempts: 1, ...lastCall('sandbox-lost') },
      [],
    ],
    [
      'socket lost in a call',
      talking,
      { type: 'socket-lost' },
      { name: 'connecting', failedAttempts: 1, ...lastCall('sandbox-lost', 2) },
      [closeMedia],
    ],
    ['power off', idle, { type: 'power-off' }, { name: 'off', lastCall: undefined }, [bye, closeSocket]],
    [
      'power off while it rings',
      ringing,
      { type: 'power-off' },
      { name: 'off', ...lastCall('powered-off') },
      [say('decline'), bye, closeSocket],
    ],
    [
      'power off in a call',
      talking,
      { type: 'power-off' },
      { name: 'off', ...lastCall('powered-off', 2) },
      [say('hangup'), closeMedia, bye, closeSocket],
    ],
  ])('%s', (_, state, event, next, effects) => {
    const result = step(state, event, now);
    expect(result.state).toEqual(next);
    expect(result.effects).toEqual(effects);
  });
});

it.each([ringing, talking, connecting, off])('a call that comes while $name is declined', (state) => {
  expect(step(state, incoming('call-2'), now)).toEqual({ state, effects: [say('decline', 'call-2')] });
});

it('messages about another call change nothing', () => {
  for (const type of ['cancel', 'hangup'] as const)
    for (const state of [ringing, talking, idle])
      expect(step(state, received(type, 'call-9'), now)).toEqual({ state, effects: [] });
});

it('what the audio of an earlier call still reports changes nothing', () => {
  const late: PhoneEvent[] = [
    { type: 'answer-ready', callsid: 'call-0', sdp: 'v=0', reachable: true },
    { type: 'media-failed', callsid: 'call-0' },
    { type: 'digit-heard', callsid: 'call-0', digit: '1' },
  ];
  for (const event of late)
    for (const state of [idle, ringing, talking])
      expect(step(state, event, now)).toEqual({ state, effects: [] });
});

it('keys and buttons that make no sense now change nothing', () => {
  const all: PhoneEvent['type'][] = ['answer', 'voicemail', 'decline', 'hang-up'];
  for (const type of all)
    for (const state of [off, connecting, idle])
      expect(step(state, { type } as PhoneEvent, now)).toEqual({ state, effects: [] });
});

it('keeps the last 64 keys', () => {
  const { state } = step(
    { ...talking, digits: '1'.repeat(64) },
    { type: 'digit-heard', callsid: 'call-1', digit: '2' },
    0,
  );
  expect(state).toHaveProperty('digits', `${'1'.repeat(63)}2`);
});
