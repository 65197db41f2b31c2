/** `0:07`, `12:34`, `1:02:03`. */
export function formatDuration(totalSeconds: number): string {
  const seconds = Math.max(0, Math.floor(totalSeconds));
  const minutes = Math.floor(seconds / 60);
  const rest = String(seconds % 60).padStart(2, '0');
  if (minutes < 60) return `${minutes}:${rest}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${rest}`;
}

/** A `tel:` link (RFC 3966) for a number in international format; undefined when it is none. */
export function telLink(display: string): string | undefined {
  const number = display.replace(/[^\d+]/g, '');
  return /^\+\d{7,15}$/.test(number) ? `tel:${number}` : undefined;
}

/** Up to two letters that stand for a name. */
export function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words[1]] : [words[0]];
  return letters
    .map((word) => Array.from(word ?? '?')[0])
    .join('')
    .toUpperCase();
}
