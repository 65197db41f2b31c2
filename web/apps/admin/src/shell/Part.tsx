import { type ReactNode, useEffect, useRef } from 'react';
import { onPlace, parsePlace } from './place';

/** A part of a tab that a link can lead to: it scrolls into view, and its first control, or itself, gets the focus. */
export function Part({ name, children }: { name: string; children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const arrive = () => {
      const part = ref.current;
      if (!part || parsePlace(location.hash).part !== name) return;
      part.scrollIntoView({ block: 'start' });
      const control = part.querySelector<HTMLElement>('input:not([type=hidden]), button');
      (control ?? part).focus({ preventScroll: true });
    };
    arrive();
    return onPlace(arrive);
  }, [name]);
  return (
    <div ref={ref} tabIndex={-1} style={{ scrollMarginTop: 80, outline: 'none' }}>
      {children}
    </div>
  );
}
