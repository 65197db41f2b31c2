import type { AudioDevices } from './audioDevices';
import type { CallSnapshot, DialTarget, Levels } from './callSnapshot';

/**
 * How a user interface reaches the call, wherever the engine lives: in the same page (`createDirectBackend`), or in an
 * extension's offscreen document behind messages. Commands return nothing; what comes of them shows in `snapshot`.
 * Functions, not methods: they are passed around on their own.
 */
export interface CallBackend {
  /** The present state. The same object until it changes. */
  snapshot: () => CallSnapshot;
  /** `listener` runs after each change. Returns the way to stop. */
  subscribe: (listener: () => void) => () => void;
  /** `listener` gets the loudness about ten times a second during a call. Returns the way to stop. */
  subscribeLevels: (listener: (levels: Levels) => void) => () => void;

  /** Does nothing while there is a call. */
  dial: (target: DialTarget) => void;
  hangup: () => void;
  mute: (muted: boolean) => void;
  /** Key tones: digits, `*` and `#`. */
  digits: (digits: string) => void;
  /** Puts away a call that is over. */
  dismiss: () => void;
  /** Shows where the microphone can be allowed. Absent where the browser asks in the page itself. */
  allowMicrophone?: () => void;

  devices: {
    list: () => Promise<AudioDevices>;
    /** `listener` runs when a device comes or goes. Returns the way to stop. */
    watch: (listener: () => void) => () => void;
    /** Reject when the device does not open. */
    chooseMicrophone: (id: string) => Promise<void>;
    chooseSpeaker: (id: string) => Promise<void>;
  };
}
