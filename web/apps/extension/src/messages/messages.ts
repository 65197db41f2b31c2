import type { CallSnapshot } from '@teleperson/call-core';

// One-off messages between the extension's own contexts. They carry no token; `enginePort.ts` has the other channel.

/** The state of a call, and when it was dialled (epoch milliseconds), which tells it from the one before. */
export interface CallNews {
  call: CallSnapshot;
  startedAtMs: number;
}

export type WorkerMessage =
  /** Make the document that holds the engine, unless it is there. Answered when it listens. */
  | { to: 'worker'; type: 'open-engine' }
  /** The engine has had nothing to do for long. */
  | { to: 'worker'; type: 'close-engine' }
  | { to: 'worker'; type: 'open-microphone-page' }
  | ({ to: 'worker'; type: 'call-changed' } & CallNews)
  /** The gateway has named the call. */
  | { to: 'worker'; type: 'call-named'; callId: string };

export type EngineMessage = { to: 'engine'; type: 'hang-up' } | { to: 'engine'; type: 'toggle-mute' };

/** The person clicked the toolbar button: the active tab may be looked at. */
export type PanelMessage = { to: 'panel'; type: 'toolbar-clicked' };

export type Message = WorkerMessage | EngineMessage | PanelMessage;

/** Sends a message, and waits until its receiver has done what it asks. Nobody there: nothing happens. */
export async function tell(message: Message): Promise<void> {
  await chrome.runtime.sendMessage(message).catch(() => undefined);
}

type MessageTo<To extends Message['to']> = Extract<Message, { to: To }>;

/** `handle` gets what is meant for this context. A promise it returns delays the sender's `tell`. */
export function onMessage<To extends Message['to']>(
  to: To,
  handle: (message: MessageTo<To>) => void | Promise<void>,
): () => void {
  const listener = (message: Message, sender: chrome.runtime.MessageSender, reply: () => void) => {
    if (sender.id !== chrome.runtime.id || message?.to !== to) return false;
    void Promise.resolve(handle(message as MessageTo<To>)).finally(reply);
    return true;
  };
  chrome.runtime.onMessage.addListener(listener);
  return () => chrome.runtime.onMessage.removeListener(listener);
}
