import { useEffect, useState } from 'react';
import { type CurrentSite, watchCurrentSite } from './currentSite';

/** Undefined until the browser has been asked. */
export function useCurrentSite(): CurrentSite | undefined {
  const [site, setSite] = useState<CurrentSite>();
  useEffect(() => watchCurrentSite(setSite), []);
  return site;
}
