/**
 * A phone number as it is read aloud: digit by digit, with a pause where it is written in groups. Without this a screen
 * reader makes "two hundred and twelve" of `212`. `+1 212-555-0100` becomes `plus 1, 2 1 2, 5 5 5, 0 1 0 0`.
 */
export function spokenNumber(display: string, plus: string): string {
  const groups = display.match(/\d+/g)?.map((group) => Array.from(group).join(' ')) ?? [];
  const spoken = groups.join(', ');
  return display.trimStart().startsWith('+') ? `${plus} ${spoken}` : spoken;
}
