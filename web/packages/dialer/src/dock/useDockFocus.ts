import type { CallSnapshot } from '@teleperson/call-core';
import { useEffect, useRef } from 'react';

/**
 * Keeps the keyboard where the call is. The Call button that was pressed is switched off by the call it starts, so
 * focus moves to the dock (to the dock itself: a second press of Enter must not hang up). When the dock goes, focus
 * returns to that button.
 */
export function useDockFocus(call: CallSnapshot) {
  const dock = useRef<HTMLElement>(null);
  const caller = useRef<string>(undefined);
  const place = call.phase === 'idle' ? 'none' : 'reason' in call ? 'over' : 'active';
  if (call.phase !== 'idle') caller.current = call.target.numberId;

  useEffect(() => {
    const nobodyHasFocus = document.activeElement === null || document.activeElement === document.body;
    const buttonHasFocus = document.activeElement?.closest('[data-number-id]') !== null;
    if (place === 'active' && (nobodyHasFocus || buttonHasFocus)) dock.current?.focus();
    if (place === 'over' && nobodyHasFocus) dock.current?.focus();
    if (place === 'none' && nobodyHasFocus) callButton(caller.current)?.focus();
  }, [place]);
  return dock;
}

function callButton(numberId: string | undefined): HTMLElement | undefined {
  const buttons = document.querySelectorAll<HTMLElement>('[data-number-id]');
  return [...buttons].find((button) => button.dataset.numberId === numberId);
}
