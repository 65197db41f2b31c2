import { useEffect, useState } from 'react';

/** The value once it has stayed the same for `ms`: what comes and goes faster is not shown. */
export function useSteady<T>(value: T, ms: number): T | undefined {
  const [steady, setSteady] = useState<T>();
  useEffect(() => {
    const timer = setTimeout(() => setSteady(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return steady;
}
