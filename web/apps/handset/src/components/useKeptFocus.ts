import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/** When `face` changes and the focused key goes with it, the focus moves to the new face's main key
 * (`data-keep-focus`), or to the phone itself, so that a phone can be used by keyboard through a whole call. */
export function useKeptFocus(container: RefObject<HTMLElement | null>, face: string): void {
  const hadFocus = useRef(false);
  useEffect(() => {
    const element = container.current;
    if (!element) return;
    const onIn = () => {
      hadFocus.current = true;
    };
    // Not told of an element that is removed while it has the focus, which is the case to be noticed here.
    const onOut = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget) hadFocus.current = element.contains(relatedTarget as Node);
    };
    element.addEventListener('focusin', onIn);
    element.addEventListener('focusout', onOut);
    return () => {
      element.removeEventListener('focusin', onIn);
      element.removeEventListener('focusout', onOut);
    };
  }, [container]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the new face is the occasion, not an input.
  useLayoutEffect(() => {
    const element = container.current;
    if (!element || !hadFocus.current || element.contains(document.activeElement)) return;
    if (document.activeElement && document.activeElement !== document.body) return;
    (element.querySelector<HTMLElement>('[data-keep-focus]') ?? element).focus();
  }, [container, face]);
}
