// What a phone is doing, and what it does next. Pure: sockets, sound and clocks are the Phone's (phone.ts).
import type { ClientMessage, ServerMessage } from './protocol';

export interface Call {
  callsid: string;
  /** Caller ID, E.164. */
  from: string;
  /** The number that was dialled, E.164. */
  to: string;
}

export type EndReason =
  | 'caller-hung-up'
  | 'hung-up'
  | 'declined'
  | 'missed'
  | 'sandbox-lost'
  | 'powered-off'
  | 'media-failed';

export interface EndedCall {
  from: string;
  reason: EndReason;
  /** Whole seconds since it was picked up; undefined when it never was. */
  durationSeconds?: number;
}

/** `no-network`: this browser offered no address to send audio to. */
export type AudioPath = 'connecting' | 'flowing' | 'interrupted' | 'no-network';

export type PhoneState =
  | { name: 'off'; lastCall?: EndedCall }
  /** `problem`: the server's words, when it refused this phone. */
  | { name: 'connecting'; failedAttempts: number; problem?: string; lastCall?: EndedCall }
  | { name: 'idle'; lastCall?: EndedCall }
  | { name: 'ringing'; call: Call; offer: string }
  | {
      name: 'in-call';
      call: Call;
      pickedUpBy: 'person' | 'machine';
      /** Milliseconds of the event clock; undefined until the answer is on its way. */
      answeredAt?: number;
      audio: AudioPath;
      digits: string;
    };

export type PhoneEvent =
  | { type: 'power-on' | 'power-off' | 'answer' | 'voicemail' | 'decline' | 'hang-up' }
  | { type: 'socket-open' | 'socket-lost' }
  | { type: 'received'; message: ServerMessage }
  | { type: 'answer-ready'; callsid: string; sdp: string; reachable: boolean }
  | { type: 'reanswer-ready'; callsid: string; sdp: string }
  | { type: 'media-failed'; callsid: string }
  | { type: 'audio-path'; callsid: string; path: 'flowing' | 'interrupted' }
  | { type: 'digit-heard'; callsid: string; digit: string };

export type Effect =
  | { type: 'open-socket' | 'close-socket' | 'close-media' }
  | { type: 'hello' }
  | { type: 'send'; message: ClientMessage }
  | { type: 'open-media'; call: Call; offer: string; pickedUpBy: 'person' | 'machine' }
  | { type: 'renegotiate'; call: Call; offer: string };

export interface Step {
  state: PhoneState;
  effects: Effect[];
}

/** `now`: milliseconds of any steady clock. An event that means nothing in this state changes nothing. */
export function step(state: PhoneState, event: PhoneEvent, now: number): Step {
  switch (event.type) {
    case 'power-on':
      return state.name === 'off'
        ? { state: { name: 'connecting', failedAttempts: 0 }, effects: [{ type: 'open-socket' }] }
        : stay(state);
    case 'power-off':
      return powerOff(state, now);
    case 'socket-open':
      return state.name === 'connecting' ? { state, effects: [{ type: 'hello' }] } : stay(state);
    case 'socket-lost':
      return socketLost(state, now);
    case 'received':
      return received(state, event.message, now);
    case 'answer':
    case 'voicemail':
      return pickUp(state, event.type === 'answer' ? 'person' : 'machine');
    case 'decline':
      return state.name === 'ringing'
        ? { state: ended(state, 'declined', now), effects: [sendAbout('decline', state.call)] }
        : stay(state);
    case 'hang-up':
      return state.name === 'in-call'
        ? {
            state: ended(state, 'hung-up', now),
            effects: [sendAbout('hangup', state.call), { type: 'close-media' }],
          }
        : stay(state);
    default:
      return state.name === 'in-call' && state.call.callsid === event.callsid
        ? inCall(state, event, now)
        : stay(state);
  }
}

type InCall = Extract<PhoneState, { name: 'in-call' }>;
type CallEvent = Extract<PhoneEvent, { callsid: string }>;

function inCall(state: InCall, event: CallEvent, now: number): Step {
  const { call } = state;
  switch (event.type) {
    case 'answer-ready': {
      const type = state.pickedUpBy === 'machine' ? 'voicemail' : 'answer';
      const audio = event.reachable ? state.audio : 'no-network';
      return {
        state: { ...state, answeredAt: now, audio },
        effects: [{ type: 'send', message: { type, payload: { callsid: call.callsid, sdp: event.sdp } } }],
      };
    }
    case 'reanswer-ready':
      return {
        state,
        effects: [
          { type: 'send', message: { type: 'reanswer', payload: { callsid: call.callsid, sdp: event.sdp } } },
        ],
      };
    case 'media-failed':
      return {
        state: ended(state, 'media-failed', now),
        effects: [sendAbout('hangup', call), { type: 'close-media' }],
      };
    case 'audio-path':
      return { state: { ...state, audio: event.path }, effects: [] };
    case 'digit-heard':
      return { state: withDigits(state, event.digit), effects: [] };
  }
}

function received(state: PhoneState, message: ServerMessage, now: number): Step {
  switch (message.type) {
    case 'ready':
      return state.name === 'connecting'
        ? { state: { name: 'idle', lastCall: state.lastCall }, effects: [] }
        : stay(state);
    case 'error':
      return state.name === 'connecting' ? stay({ ...state, problem: message.message }) : stay(state);
    case 'incoming':
      return incoming(state, message);
    default:
      break;
  }
  if ((state.name !== 'ringing' && state.name !== 'in-call') || state.call.callsid !== message.callsid)
    return stay(state);
  switch (message.type) {
    case 'cancel':
    case 'hangup':
      return state.name === 'ringing'
        ? { state: ended(state, 'missed', now), effects: [] }
        : { state: ended(state, 'caller-hung-up', now), effects: [{ type: 'close-media' }] };
    case 'dtmf':
      return state.name === 'in-call' ? stay(withDigits(state, message.digits)) : stay(state);
    case 'reinvite':
      return state.name === 'in-call'
        ? { state, effects: [{ type: 'renegotiate', call: state.call, offer: message.sdp }] }
        : stay(state);
  }
}

function incoming(state: PhoneState, message: Extract<ServerMessage, { type: 'incoming' }>): Step {
  const { callsid, from, to, sdp } = message;
  if (state.name === 'idle')
    return { state: { name: 'ringing', call: { callsid, from, to }, offer: sdp }, effects: [] };
  // The server knows which phones are busy. Should it ever ask one, the second caller must not hang in the air.
  return { state, effects: [sendAbout('decline', message)] };
}

function pickUp(state: PhoneState, pickedUpBy: 'person' | 'machine'): Step {
  if (state.name !== 'ringing') return stay(state);
  const { call, offer } = state;
  return {
    state: { name: 'in-call', call, pickedUpBy, audio: 'connecting', digits: '' },
    effects: [{ type: 'open-media', call, offer, pickedUpBy }],
  };
}

function socketLost(state: PhoneState, now: number): Step {
  switch (state.name) {
    case 'off':
      return stay(state);
    case 'connecting':
      return stay({ ...state, failedAttempts: state.failedAttempts + 1 });
    case 'idle':
      return stay({ name: 'connecting', failedAttempts: 1, lastCall: state.lastCall });
    default: {
      const { lastCall } = ended(state, 'sandbox-lost', now);
      return {
        state: { name: 'connecting', failedAttempts: 1, lastCall },
        effects: state.name === 'in-call' ? [{ type: 'close-media' }] : [],
      };
    }
  }
}

function powerOff(state: PhoneState, now: number): Step {
  const effects: Effect[] = [];
  if (state.name === 'off') return stay(state);
  if (state.name === 'ringing') effects.push(sendAbout('decline', state.call));
  if (state.name === 'in-call') effects.push(sendAbout('hangup', state.call), { type: 'close-media' });
  effects.push({ type: 'send', message: { type: 'bye', payload: {} } }, { type: 'close-socket' });
  const lastCall =
    state.name === 'ringing' || state.name === 'in-call'
      ? ended(state, 'powered-off', now).lastCall
      : state.lastCall;
  return { state: { name: 'off', lastCall }, effects };
}

function ended(state: Extract<PhoneState, { call: Call }>, reason: EndReason, now: number) {
  const answeredAt = state.name === 'in-call' ? state.answeredAt : undefined;
  const durationSeconds = answeredAt === undefined ? undefined : Math.floor((now - answeredAt) / 1000);
  return { name: 'idle' as const, lastCall: { from: state.call.from, reason, durationSeconds } };
}

/** Pauses ("w") travel with digits in the SDK's messages and are not keys. */
function withDigits(state: InCall, digits: string): InCall {
  return { ...state, digits: (state.digits + digits.replace(/[^0-9*#A-D]/g, '')).slice(-64) };
}

function sendAbout(type: 'decline' | 'hangup', { callsid }: { callsid: string }): Effect {
  return { type: 'send', message: { type, payload: { callsid } } };
}

function stay(state: PhoneState): Step {
  return { state, effects: [] };
}
