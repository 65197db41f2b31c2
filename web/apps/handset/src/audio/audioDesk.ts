import dtmfWorkletUrl from './dtmfWorklet?worker&url';
import { melody, ringtone, sine, voicemailGreeting } from './sounds';

export type SoundName = 'voice' | 'ringtone' | 'voicemail-greeting';

/** What a phone says by itself: a tune, or for measurements a pure 440 Hz tone. */
export type VoiceKind = 'melody' | 'tone';

/** The page's one audio engine. Browsers want it started inside a click: phones do so when they are powered on. */
export class AudioDesk {
  #context: AudioContext | undefined;
  #dtmfReady: Promise<boolean> = Promise.resolve(false);

  constructor(readonly voice: VoiceKind) {}

  /** Call it inside a user gesture. Returns at once: `resume()` may stay pending for ever without one. */
  start(): AudioContext {
    if (!this.#context) {
      const context = new AudioContext();
      this.#context = context;
      // Undefined on plain http to another machine. Keys then arrive only as messages of the sandbox.
      this.#dtmfReady = context.audioWorklet
        ? context.audioWorklet.addModule(dtmfWorkletUrl).then(
            () => true,
            () => false,
          )
        : Promise.resolve(false);
    }
    void this.#context.resume();
    return this.#context;
  }

  /** A node that plays the sound from now on, not yet connected to anything. */
  sound(name: SoundName): AudioBufferSourceNode {
    const context = this.start();
    const samples = this.#render(name, context.sampleRate);
    const buffer = new AudioBuffer({ length: samples.length, sampleRate: context.sampleRate });
    buffer.copyToChannel(samples, 0);
    const source = new AudioBufferSourceNode(context, { buffer, loop: name !== 'voicemail-greeting' });
    source.start();
    return source;
  }

  /** Listens for keypad tones in `source` until the returned function is called. */
  hearKeys(source: AudioNode, onKeys: (keys: string) => void): () => void {
    let stopped = false;
    let detector: AudioWorkletNode | undefined;
    void this.#dtmfReady.then((ready) => {
      if (!ready || stopped) return;
      detector = new AudioWorkletNode(source.context, 'dtmf', { numberOfOutputs: 0 });
      detector.port.onmessage = ({ data }) => onKeys(String(data));
      source.connect(detector);
    });
    return () => {
      stopped = true;
      detector?.port.postMessage('stop');
    };
  }

  #render(name: SoundName, sampleRate: number): Float32Array<ArrayBuffer> {
    switch (name) {
      case 'voice':
        return this.voice === 'tone' ? sine(440, 1, sampleRate) : melody(sampleRate);
      case 'ringtone':
        return ringtone(sampleRate);
      case 'voicemail-greeting':
        return voicemailGreeting(sampleRate);
    }
  }
}
