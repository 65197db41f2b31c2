import type { CallSnapshot, ChosenDevices, DialTarget, Levels } from '@teleperson/call-core';
import type { Account } from '../storage/account';

// What a panel and the engine's document say to each other. A port, because each side has to know when the other is gone.

export const enginePortName = 'engine';

/** What a call needs and an offscreen document, which has no storage, cannot look up. */
export interface CallSettings {
  account: Account;
  devices: ChosenDevices;
}

export type EngineCommand =
  | { type: 'dial'; target: DialTarget; settings: CallSettings }
  | { type: 'hang-up' }
  | { type: 'mute'; muted: boolean }
  | { type: 'digits'; digits: string }
  | { type: 'dismiss' }
  | { type: 'watch-levels'; on: boolean }
  /** Answered by `device-chosen` with the same `request`. */
  | { type: 'choose-device'; request: number; kind: 'microphone' | 'speaker'; id: string };

export type EngineEvent =
  /** The first thing a panel hears, and then each change. */
  | { type: 'call'; call: CallSnapshot }
  | { type: 'levels'; levels: Levels }
  | { type: 'device-chosen'; request: number; opened: boolean };

/** `chrome.runtime.Port` with types on what goes through; tests make their own. */
export interface Port<Incoming, Outgoing> {
  postMessage(message: Outgoing): void;
  onMessage: { addListener(listener: (message: Incoming) => void): void };
  onDisconnect: { addListener(listener: () => void): void };
}

/** The panel's end, and the engine's. */
export type PanelPort = Port<EngineEvent, EngineCommand>;
export type EnginePort = Port<EngineCommand, EngineEvent>;
