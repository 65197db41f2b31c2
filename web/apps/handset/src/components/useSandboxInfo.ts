import { useEffect, useReducer, useState } from 'react';
import { fetchSandboxInfo, type SandboxInfo } from '../core/sandboxInfo';

/** What the running sandbox says of itself. */
export function useSandboxInfo() {
  const [result, setResult] = useState<SandboxInfo | 'loading' | 'failed'>('loading');
  const [attempt, reload] = useReducer((attempts: number) => attempts + 1, 0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt loads anew.
  useEffect(() => {
    const abort = new AbortController();
    setResult('loading');
    fetchSandboxInfo(abort.signal).then(setResult, () => {
      if (!abort.signal.aborted) setResult('failed');
    });
    return () => abort.abort();
  }, [attempt]);

  return { result, reload };
}
