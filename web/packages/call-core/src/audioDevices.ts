import type { ChosenDevices } from './voiceLine';

export interface AudioDevice {
  id: string;
  /** Empty until the microphone has been allowed once. */
  label: string;
}

export interface AudioDevices {
  microphones: AudioDevice[];
  /** Empty when the browser cannot choose a speaker. */
  speakers: AudioDevice[];
  chosen: ChosenDevices;
}

export async function listAudioDevices(chosen: ChosenDevices): Promise<AudioDevices> {
  const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  const ofKind = (kind: MediaDeviceKind) =>
    all
      // Windows lists the device for "communications" a second time; without permission ids are empty.
      .filter((device) => device.kind === kind && device.deviceId && device.deviceId !== 'communications')
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  const canChooseSpeaker = 'setSinkId' in HTMLMediaElement.prototype;
  return {
    microphones: ofKind('audioinput'),
    speakers: canChooseSpeaker ? ofKind('audiooutput') : [],
    chosen: { ...chosen },
  };
}

/** `listener` runs when a device is plugged in or out. Returns the way to stop. */
export function watchAudioDevices(listener: () => void): () => void {
  navigator.mediaDevices?.addEventListener('devicechange', listener);
  return () => navigator.mediaDevices?.removeEventListener('devicechange', listener);
}
