import { expect, it } from 'vitest';
import { parseServerMessage } from './protocol';

const frame = (type: unknown, payload?: unknown) => JSON.stringify({ type, payload });

it.each([
  [frame('ready', { number: '*' }), { type: 'ready', number: '*' }],
  [frame('error', { message: 'taken' }), { type: 'error', message: 'taken' }],
  [
    frame('incoming', { callsid: 'c', to: '+1', from: '+2', sdp: 's' }),
    { type: 'incoming', callsid: 'c', to: '+1', from: '+2', sdp: 's' },
  ],
  [frame('cancel', { callsid: 'c' }), { type: 'cancel', callsid: 'c' }],
  [frame('hangup', { callsid: 'c' }), { type: 'hangup', callsid: 'c' }],
  [frame('dtmf', { callsid: 'c', digits: '1' }), { type: 'dtmf', callsid: 'c', digits: '1' }],
  [frame('reinvite', { callsid: 'c', sdp: 's' }), { type: 'reinvite', callsid: 'c', sdp: 's' }],
  [frame('ready', { number: '*', since: 'v2' }), { type: 'ready', number: '*' }],
])('reads %s', (text, message) => {
  expect(parseServerMessage(text)).toEqual(message);
});

it.each([
  ['no text', new Uint8Array([1])],
  ['no JSON', '\n'],
  ['no object', '[]'],
  ['null', 'null'],
  ['an unknown type', frame('dance', {})],
  ['a type that is no text', frame(7, {})],
  ['no payload', frame('hangup')],
  ['a missing field', frame('incoming', { callsid: 'c', to: '+1', from: '+2' })],
  ['a field of the wrong type', frame('dtmf', { callsid: 'c', digits: 5 })],
  ['a payload that is a list', frame('cancel', ['c'])],
])('ignores %s', (_, data) => {
  expect(parseServerMessage(data)).toBeUndefined();
});
