import { useEffect } from 'react';
import { formatNumber } from '../core/phoneNumber';
import type { PhoneState } from '../core/phoneState';
import { texts } from '../texts';

/** Shows in the browser's tab that a phone rings: the developer is likely to look at another page. */
export function useRingingTitle(state: PhoneState): void {
  const caller = state.name === 'ringing' ? formatNumber(state.call.from) : undefined;
  useEffect(() => {
    if (!caller) return;
    document.title = texts.ringingTitle(caller);
    return () => {
      document.title = texts.page;
    };
  }, [caller]);
}
