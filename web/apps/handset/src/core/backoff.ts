/** How long to wait before the next attempt, in milliseconds: 0.5 s, doubled each time, at most 10 s. */
export function backoffMs(failedAttempts: number): number {
  return Math.min(500 * 2 ** Math.max(0, failedAttempts - 1), 10_000);
}
