import type { AccessToken } from '@teleperson/api';
import { tokenRefreshMs } from './deviceOptions';

/**
 * Keeps a device's access token fresh. The SDK asks more often than needed (a timer of an earlier token still
 * fires after a refresh), so a request is answered only when the token at hand is about to lapse.
 */
export class AccessTokens {
  #fetchedAtMs = Number.NEGATIVE_INFINITY;
  #lapsesAtMs = 0;
  #pending: Promise<string> | undefined;

  /** @param fetchToken asks the gateway; @param nowMs a clock that does not jump. */
  constructor(
    private readonly fetchToken: () => Promise<AccessToken>,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** A new token. Callers at the same time share one request. */
  fetch(): Promise<string> {
    this.#pending ??= this.fetchToken()
      .then(({ token, ttl_seconds }) => {
        this.#fetchedAtMs = this.nowMs();
        this.#lapsesAtMs = this.#fetchedAtMs + ttl_seconds * 1000;
        return token;
      })
      .finally(() => {
        this.#pending = undefined;
      });
    return this.#pending;
  }

  /** Whether the last token has less than twice the SDK's notice left. */
  isLapsing(): boolean {
    return this.#lapsesAtMs - this.nowMs() < 2 * tokenRefreshMs;
  }

  /** Whether the last token is so new that another one would be refused for the same cause. */
  isNew(): boolean {
    return this.nowMs() - this.#fetchedAtMs < 10_000;
  }
}
