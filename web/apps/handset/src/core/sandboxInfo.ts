/** A number that the sandbox itself answers (or does not), for tests and for a first try. */
export interface ScriptedCallee {
  number: string;
  behaviour: string;
}

export interface SandboxInfo {
  callerIds: string[];
  scripted: ScriptedCallee[];
}

/** Throws when the sandbox does not answer, or not in the form of `/sandbox/info`. */
export async function fetchSandboxInfo(signal?: AbortSignal): Promise<SandboxInfo> {
  const response = await fetch('sandbox/info', { signal });
  if (!response.ok) throw new Error(`GET sandbox/info: ${response.status}`);
  return parseSandboxInfo(await response.json());
}

export function parseSandboxInfo(body: unknown): SandboxInfo {
  const info = asObject(body);
  return {
    callerIds: asArray(info.caller_ids).map(asText),
    scripted: asArray(info.scripted).map((entry) => {
      const { number, behaviour } = asObject(entry);
      return { number: asText(number), behaviour: asText(behaviour) };
    }),
  };
}

function asObject(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new TypeError('expected an object');
  return value as Record<string, unknown>;
}

function asArray(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new TypeError('expected a list');
  return value;
}

function asText(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('expected a text');
  return value;
}
