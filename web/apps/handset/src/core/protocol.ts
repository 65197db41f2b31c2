// The sandbox's WebSocket `/handset`: one socket a phone, one JSON object `{type, payload}` a frame.

export type ClientMessage =
  | { type: 'hello'; payload: { number: string } }
  | { type: 'answer' | 'voicemail' | 'reanswer'; payload: { callsid: string; sdp: string } }
  | { type: 'decline' | 'hangup'; payload: { callsid: string } }
  | { type: 'bye'; payload: Record<string, never> };

/** `error` is about the phone itself (its number is taken, its hello was refused), never about one call. */
export type ServerMessage =
  | { type: 'ready'; number: string }
  | { type: 'error'; message: string }
  | { type: 'incoming'; callsid: string; to: string; from: string; sdp: string }
  | { type: 'cancel' | 'hangup'; callsid: string }
  | { type: 'dtmf'; callsid: string; digits: string }
  | { type: 'reinvite'; callsid: string; sdp: string };

/** Reads one frame. Undefined for anything that is not a message of this protocol: newer servers may send more. */
export function parseServerMessage(frame: unknown): ServerMessage | undefined {
  if (typeof frame !== 'string') return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(frame);
  } catch {
    return undefined;
  }
  if (!isObject(parsed)) return undefined;
  const payload = isObject(parsed.payload) ? parsed.payload : {};
  switch (parsed.type) {
    case 'ready':
      return withTexts(payload, ['number'], ({ number }) => ({ type: 'ready', number }));
    case 'error':
      return withTexts(payload, ['message'], ({ message }) => ({ type: 'error', message }));
    case 'incoming':
      return withTexts(payload, ['callsid', 'to', 'from', 'sdp'], (texts) => ({
        type: 'incoming',
        ...texts,
      }));
    case 'cancel':
    case 'hangup': {
      const { type } = parsed;
      return withTexts(payload, ['callsid'], ({ callsid }) => ({ type, callsid }));
    }
    case 'dtmf':
      return withTexts(payload, ['callsid', 'digits'], (texts) => ({ type: 'dtmf', ...texts }));
    case 'reinvite':
      return withTexts(payload, ['callsid', 'sdp'], (texts) => ({ type: 'reinvite', ...texts }));
    default:
      return undefined;
  }
}

function withTexts<Key extends string>(
  payload: Record<string, unknown>,
  keys: Key[],
  build: (texts: Record<Key, string>) => ServerMessage,
): ServerMessage | undefined {
  const texts = {} as Record<Key, string>;
  for (const key of keys) {
    const value = payload[key];
    if (typeof value !== 'string') return undefined;
    texts[key] = value;
  }
  return build(texts);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
