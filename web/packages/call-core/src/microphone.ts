import { CallFailure } from './failure';

/**
 * Makes sure that the microphone may be used and opens, asking the person if need be; lets go of it at once.
 * Runs before the gateway is asked for a ticket, whose minute would otherwise pass under the browser's prompt.
 */
export async function requestMicrophone(): Promise<void> {
  if (!globalThis.isSecureContext) throw new CallFailure('insecure_page');
  if (!navigator.mediaDevices?.getUserMedia || !globalThis.RTCPeerConnection)
    throw new CallFailure('browser_unsupported');
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch (error) {
    throw toMicrophoneFailure(error);
  }
  for (const track of stream.getTracks()) track.stop();
}

/** By the names of the Media Capture specification, section 10.2. */
function toMicrophoneFailure(error: unknown): CallFailure {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return new CallFailure('microphone_denied', { cause: error });
    case 'NotFoundError':
    case 'OverconstrainedError':
      return new CallFailure('microphone_missing', { cause: error });
    default:
      return new CallFailure('microphone_unavailable', { cause: error });
  }
}
