import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallMediaEvents, LocalAnswer } from '../audio/callMedia';
import type { SocketEvents } from './handsetSocket';
import { Phone, type PhoneParts } from './phone';
import type { ClientMessage } from './protocol';

const bell = { connect: vi.fn(), disconnect: vi.fn(), stop: vi.fn(), context: {} };

/** A phone whose browser is made of fakes. */
function setUp({ openMicrophone = vi.fn<PhoneParts['openMicrophone']>() } = {}) {
  const sent: ClientMessage[] = [];
  let socket: SocketEvents | undefined;
  let mediaEvents: CallMediaEvents | undefined;
  const answer = vi.fn<() => Promise<LocalAnswer>>(async () => ({ sdp: 'v=0 answer', reachable: true }));
  const media = {
    answer,
    renegotiate: vi.fn(async () => ({ sdp: 'v=0 new', reachable: true })),
    speak: vi.fn(),
    speakThrough: vi.fn(),
    setListening: vi.fn(),
    close: vi.fn(),
    received: {},
    sent: {},
  };
  const desk = { start: vi.fn(), sound: vi.fn(() => bell) };
  const phone = new Phone('*', {
    connect: (events) => {
      socket = events;
      return { send: (message) => sent.push(message), close: vi.fn() };
    },
    desk: desk as unknown as PhoneParts['desk'],
    openMedia: (events) => {
      mediaEvents = events;
      return media as unknown as ReturnType<PhoneParts['openMedia']>;
    },
    openMicrophone,
    now: () => 0,
  });
  const ring = () => {
    phone.powerOn();
    socket?.onOpen();
    socket?.onMessage({ type: 'ready', number: '*' });
    socket?.onMessage({ type: 'incoming', callsid: 'c', from: '+1', to: '+2', sdp: 'v=0' });
  };
  const state = () => phone.getSnapshot().state;
  return { phone, ring, state, sent, media, desk, socket: () => socket, mediaEvents: () => mediaEvents };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => vi.clearAllMocks());

describe('a call', () => {
  it('says hello, rings, answers and hangs up', async () => {
    const { phone, ring, state, sent, media, desk } = setUp();
    ring();
    expect(state().name).toBe('ringing');
    expect(desk.sound).toHaveBeenCalledWith('ringtone');
    phone.answer();
    expect(bell.stop).toHaveBeenCalledOnce();
    await settled();
    expect(desk.sound).toHaveBeenLastCalledWith('voice');
    phone.hangUp();
    expect(media.close).toHaveBeenCalledOnce();
    expect(sent).toEqual([
      { type: 'hello', payload: { number: '*' } },
      { type: 'answer', payload: { callsid: 'c', sdp: 'v=0 answer' } },
      { type: 'hangup', payload: { callsid: 'c' } },
    ]);
  });

  it('left to voicemail plays the greeting, whatever the microphone setting', async () => {
    const { phone, ring, sent, media, desk } = setUp({ openMicrophone: vi.fn(async () => streamOf()) });
    await phone.setMicrophone(true);
    ring();
    phone.letVoicemailAnswer();
    await settled();
    expect(desk.sound).toHaveBeenLastCalledWith('voicemail-greeting');
    expect(media.speakThrough).not.toHaveBeenCalled();
    expect(sent.at(-1)?.type).toBe('voicemail');
  });

  it('that ends while it is being answered sends no answer', async () => {
    const { phone, ring, sent, media, socket } = setUp();
    let finish: (answer: LocalAnswer) => void = () => undefined;
    media.answer.mockImplementation(() => new Promise((resolve) => (finish = resolve)));
    ring();
    phone.answer();
    socket()?.onMessage({ type: 'hangup', callsid: 'c' });
    finish({ sdp: 'v=0 late', reachable: true });
    await settled();
    expect(sent.map(({ type }) => type)).toEqual(['hello']);
    expect(media.speak).not.toHaveBeenCalled();
  });

  it('whose audio cannot be set up ends with a hang-up and says so', async () => {
    const { phone, ring, sent, state, media } = setUp();
    media.answer.mockRejectedValue(new Error('bad SDP'));
    ring();
    phone.answer();
    await settled();
    expect(state()).toMatchObject({ name: 'idle', lastCall: { reason: 'media-failed' } });
    expect(sent.at(-1)).toEqual({ type: 'hangup', payload: { callsid: 'c' } });
  });

  it('answers an ICE restart and shows the keys it hears', async () => {
    const { phone, ring, sent, state, socket, mediaEvents } = setUp();
    ring();
    phone.answer();
    await settled();
    socket()?.onMessage({ type: 'reinvite', callsid: 'c', sdp: 'v=0 restart' });
    mediaEvents()?.onKeys('4');
    mediaEvents()?.onKeys('2');
    await settled();
    expect(sent.at(-1)).toEqual({ type: 'reanswer', payload: { callsid: 'c', sdp: 'v=0 new' } });
    expect(state()).toMatchObject({ digits: '42' });
  });
});

describe('the microphone', () => {
  it('replaces the tune during a call, and gives way to it again', async () => {
    const stream = streamOf();
    const { phone, ring, media, desk } = setUp({ openMicrophone: vi.fn(async () => stream) });
    ring();
    phone.answer();
    await settled();
    await phone.setMicrophone(true);
    expect(media.speakThrough).toHaveBeenCalledWith(stream);
    await phone.setMicrophone(false);
    expect(desk.sound).toHaveBeenLastCalledWith('voice');
  });

  it('is only tried, not kept open, while nobody calls', async () => {
    const stream = streamOf();
    const { phone } = setUp({ openMicrophone: vi.fn(async () => stream) });
    await phone.setMicrophone(true);
    expect(phone.getSnapshot().microphone).toBe('on');
    expect(stream.getTracks()[0]?.stop).toHaveBeenCalledOnce();
  });

  it('that is refused leaves the caller with the tune', async () => {
    const openMicrophone = vi.fn(async () => Promise.reject(new DOMException('no', 'NotAllowedError')));
    const { phone, ring, desk } = setUp({ openMicrophone });
    ring();
    phone.answer();
    await settled();
    await phone.setMicrophone(true);
    expect(phone.getSnapshot().microphone).toBe('refused');
    expect(desk.sound).toHaveBeenLastCalledWith('voice');
  });
});

function streamOf() {
  const tracks = [{ stop: vi.fn() }];
  return { getTracks: () => tracks } as unknown as MediaStream;
}
