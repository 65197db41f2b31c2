import type { AudioDesk } from './audio/audioDesk';
import { CallMedia } from './audio/callMedia';
import { connectHandset, handsetUrl } from './core/handsetSocket';
import { Phone } from './core/phone';

/** A phone made of this browser's parts. */
export function createPhone(number: string, desk: AudioDesk): Phone {
  return new Phone(number, {
    connect: (events) => connectHandset(handsetUrl(window.location), events),
    desk,
    openMedia: (events) => new CallMedia(desk, events),
    // Undefined on plain http to another machine; the phone then shows that there is no microphone.
    openMicrophone: async () => navigator.mediaDevices.getUserMedia({ audio: true }),
    now: () => performance.now(),
  });
}
