import { useEffect, useReducer, useState } from 'react';
import type { CallDetail } from '../core/call';

export type Loaded = CallDetail | 'loading' | 'gone' | 'failed';

/** One call with its timeline, loaded anew whenever `version` is another one. */
export function useCallDetail(id: string, version: number) {
  const [loaded, setLoaded] = useState<Loaded>('loading');
  const [attempt, reload] = useReducer((attempts: number) => attempts + 1, 0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each version and each attempt loads anew.
  useEffect(() => {
    const abort = new AbortController();
    load(id, abort.signal).then(setLoaded, () => {
      // What is shown already is better than an error; the page says that it is offline.
      if (!abort.signal.aborted) setLoaded((before) => (typeof before === 'object' ? before : 'failed'));
    });
    return () => abort.abort();
  }, [id, version, attempt]);

  return { loaded, reload };
}

async function load(id: string, signal: AbortSignal): Promise<Loaded> {
  const response = await fetch(`../sandbox/inspector/calls/${encodeURIComponent(id)}`, { signal });
  if (response.status === 404) return 'gone';
  if (!response.ok) throw new Error(`GET inspector/calls: ${response.status}`);
  return response.json();
}
