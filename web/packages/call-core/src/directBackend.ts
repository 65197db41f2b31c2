import { listAudioDevices, watchAudioDevices } from './audioDevices';
import type { CallBackend } from './callBackend';
import type { CallEngine } from './callEngine';

/** The engine in the same page as its user interface. */
export function createDirectBackend(engine: CallEngine): CallBackend {
  return {
    snapshot: () => engine.snapshot,
    subscribe: (listener) => engine.subscribe(listener),
    subscribeLevels: (listener) => engine.subscribeLevels(listener),
    dial: (target) => engine.dial(target),
    hangup: () => engine.hangup(),
    mute: (muted) => engine.mute(muted),
    digits: (digits) => engine.digits(digits),
    dismiss: () => engine.dismiss(),
    devices: {
      list: () => listAudioDevices(engine.chosenDevices),
      watch: watchAudioDevices,
      chooseMicrophone: (id) => engine.chooseMicrophone(id),
      chooseSpeaker: (id) => engine.chooseSpeaker(id),
    },
  };
}
