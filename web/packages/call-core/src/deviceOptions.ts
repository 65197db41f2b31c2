import { sounds } from './sounds';
import type { VoiceDeviceOptions } from './voiceSdk';

/** How long before a token lapses the SDK asks for the next one. */
export const tokenRefreshMs = 30_000;

/** What differs between clients. */
export interface CallOptions {
  /** Warn before the page is left during a call. For pages; an offscreen document cannot be left. */
  closeProtection?: boolean;
  /** Report call quality to Twilio. Never in a sandbox. */
  publishEvents?: boolean;
}

export function deviceOptions(
  { closeProtection = false, publishEvents = false }: CallOptions,
  sandboxHost: string | undefined,
): VoiceDeviceOptions {
  return {
    appName: 'teleperson-voice',
    codecPreferences: ['opus', 'pcmu'],
    closeProtection,
    enableImprovedSignalingErrorPrecision: true,
    logLevel: 'error',
    maxCallSignalingTimeoutMs: 30_000,
    sounds,
    tokenRefreshMs,
    publishEvents: publishEvents && sandboxHost === undefined,
    ...(sandboxHost !== undefined && { chunderw: sandboxHost }),
  };
}
