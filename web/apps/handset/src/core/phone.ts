import type { AudioDesk } from '../audio/audioDesk';
import type { CallMedia, CallMediaEvents } from '../audio/callMedia';
import type { HandsetConnection, SocketEvents } from './handsetSocket';
import { type Effect, type PhoneEvent, type PhoneState, step } from './phoneState';

export type Microphone = 'off' | 'asking' | 'on' | 'refused';

export interface PhoneSnapshot {
  state: PhoneState;
  /** Whether the caller is heard on this computer's loudspeaker. */
  listening: boolean;
  /** Whether callers hear this computer's microphone instead of the tune. */
  microphone: Microphone;
}

/** What a phone needs from the browser. */
export interface PhoneParts {
  connect(events: SocketEvents): HandsetConnection;
  desk: Pick<AudioDesk, 'start' | 'sound'>;
  openMedia(events: CallMediaEvents): Pick<CallMedia, keyof CallMedia>;
  openMicrophone(): Promise<MediaStream>;
  /** Milliseconds of a steady clock. */
  now(): number;
}

/** One phone: feeds its state machine with what happens and does what the machine asks for. */
export class Phone {
  #snapshot: PhoneSnapshot = { state: { name: 'off' }, listening: false, microphone: 'off' };
  #connection: HandsetConnection | undefined;
  #media: ReturnType<PhoneParts['openMedia']> | undefined;
  #bell: AudioBufferSourceNode | undefined;
  readonly #listeners = new Set<() => void>();

  /** `number`: E.164, or `*` for every number that has no phone of its own. */
  constructor(
    readonly number: string,
    readonly parts: PhoneParts,
  ) {}

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  getSnapshot = (): PhoneSnapshot => this.#snapshot;

  /** Level meters of the present call. */
  get media(): Pick<CallMedia, 'received' | 'sent'> | undefined {
    return this.#media;
  }

  /** Call it inside a user gesture: that is what lets the page make sound. */
  powerOn(): void {
    this.parts.desk.start();
    this.#dispatch({ type: 'power-on' });
  }

  powerOff(): void {
    this.#dispatch({ type: 'power-off' });
  }

  answer(): void {
    this.#dispatch({ type: 'answer' });
  }

  letVoicemailAnswer(): void {
    this.#dispatch({ type: 'voicemail' });
  }

  decline(): void {
    this.#dispatch({ type: 'decline' });
  }

  hangUp(): void {
    this.#dispatch({ type: 'hang-up' });
  }

  setListening(listening: boolean): void {
    this.#media?.setListening(listening);
    this.#update({ listening });
  }

  /** Asks for permission at once, so that a refusal is seen before somebody waits to be heard. */
  async setMicrophone(on: boolean): Promise<void> {
    if (!on) {
      this.#update({ microphone: 'off' });
      if (this.#talking()) this.#media?.speak(this.parts.desk.sound('voice'));
      return;
    }
    this.#update({ microphone: 'asking' });
    await this.#speakThroughMicrophone();
  }

  #dispatch(event: PhoneEvent): void {
    const { state, effects } = step(this.#snapshot.state, event, this.parts.now());
    if (state !== this.#snapshot.state) this.#update({ state });
    this.#ring(state.name === 'ringing');
    for (const effect of effects) this.#run(effect);
  }

  #run(effect: Effect): void {
    switch (effect.type) {
      case 'open-socket':
        this.#connection = this.parts.connect({
          onOpen: () => this.#dispatch({ type: 'socket-open' }),
          onMessage: (message) => this.#dispatch({ type: 'received', message }),
          onLost: () => this.#dispatch({ type: 'socket-lost' }),
        });
        break;
      case 'close-socket':
        this.#connection?.close();
        this.#connection = undefined;
        break;
      case 'hello':
        this.#connection?.send({ type: 'hello', payload: { number: this.number } });
        break;
      case 'send':
        this.#connection?.send(effect.message);
        break;
      case 'open-media':
        void this.#openMedia(effect);
        break;
      case 'renegotiate':
        void this.#renegotiate(effect);
        break;
      case 'close-media':
        this.#media?.close();
        this.#media = undefined;
        break;
    }
  }

  async #openMedia({ call, offer, pickedUpBy }: Extract<Effect, { type: 'open-media' }>): Promise<void> {
    const { callsid } = call;
    try {
      const media = this.parts.openMedia({
        onPath: (path) => this.#dispatch({ type: 'audio-path', callsid, path }),
        onKeys: (digit) => this.#dispatch({ type: 'digit-heard', callsid, digit }),
      });
      this.#media = media;
      media.setListening(this.#snapshot.listening);
      const answer = await media.answer(offer);
      if (media !== this.#media) return;
      this.#dispatch({ type: 'answer-ready', callsid, ...answer });
      if (pickedUpBy === 'machine') media.speak(this.parts.desk.sound('voicemail-greeting'));
      else if (this.#snapshot.microphone === 'on') await this.#speakThroughMicrophone();
      else media.speak(this.parts.desk.sound('voice'));
    } catch {
      // A browser that cannot use the offer says so in words for engineers; the phone shows its own.
      this.#dispatch({ type: 'media-failed', callsid });
    }
  }

  async #renegotiate({ call, offer }: Extract<Effect, { type: 'renegotiate' }>): Promise<void> {
    try {
      const answer = await this.#media?.renegotiate(offer);
      if (answer) this.#dispatch({ type: 'reanswer-ready', callsid: call.callsid, sdp: answer.sdp });
    } catch {
      this.#dispatch({ type: 'media-failed', callsid: call.callsid });
    }
  }

  async #speakThroughMicrophone(): Promise<void> {
    const media = this.#media;
    let stream: MediaStream;
    try {
      stream = await this.parts.openMicrophone();
    } catch {
      this.#update({ microphone: 'refused' });
      if (media === this.#media && this.#talking()) media?.speak(this.parts.desk.sound('voice'));
      return;
    }
    const wanted = this.#snapshot.microphone === 'asking' || this.#snapshot.microphone === 'on';
    if (wanted) this.#update({ microphone: 'on' });
    if (wanted && media && media === this.#media && this.#talking()) media.speakThrough(stream);
    else for (const track of stream.getTracks()) track.stop();
  }

  /** In a call that a person answered: an answering machine plays its greeting, whatever is chosen. */
  #talking(): boolean {
    const { state } = this.#snapshot;
    return state.name === 'in-call' && state.pickedUpBy === 'person';
  }

  #ring(on: boolean): void {
    if (on && !this.#bell) {
      this.#bell = this.parts.desk.sound('ringtone');
      this.#bell.connect(this.#bell.context.destination);
    }
    if (!on && this.#bell) {
      this.#bell.stop();
      this.#bell.disconnect();
      this.#bell = undefined;
    }
  }

  #update(change: Partial<PhoneSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}
