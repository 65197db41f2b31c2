/**
 * From the microphone page to the engine's document. The page is open for as long as the port is: a port that goes
 * without an answer is a page that was closed.
 */
export const microphonePortName = 'microphone';

export interface MicrophoneAnswer {
  state: 'granted' | 'denied';
}
