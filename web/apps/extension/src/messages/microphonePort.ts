/**
 * Between the microphone page and the engine's document. The engine says first that a call waits; the page answers once.
 * A page that goes without an answer was closed; an engine that goes has heard the answer, or the call was given up.
 */
export const microphonePortName = 'microphone';

export interface MicrophoneQuestion {
  type: 'call-waits';
}

export interface MicrophoneAnswer {
  state: 'granted' | 'denied';
}
