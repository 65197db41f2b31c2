// Runs in the audio thread, so that a busy or hidden page misses no key. Posts each key heard to its node's port;
// ends when it is sent anything.
import { DtmfDetector } from './dtmfDetector';

// The audio thread's globals, which TypeScript's DOM library does not describe.
declare const sampleRate: number;
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}

class DtmfProcessor extends AudioWorkletProcessor {
  readonly #detector = new DtmfDetector(sampleRate);
  #alive = true;

  constructor() {
    super();
    this.port.onmessage = () => {
      this.#alive = false;
    };
  }

  process([input]: Float32Array[][]): boolean {
    const samples = input?.[0];
    if (samples) {
      const keys = this.#detector.push(samples);
      if (keys) this.port.postMessage(keys);
    }
    return this.#alive;
  }
}

registerProcessor('dtmf', DtmfProcessor);
