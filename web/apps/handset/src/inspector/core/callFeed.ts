import type { CallSummary, Changes } from './call';

export type Connection = 'connecting' | 'live' | 'offline' | 'refused';

export interface FeedSnapshot {
  connection: Connection;
  /** The newest first. Kept while the sandbox is away. */
  calls: CallSummary[];
  canReplay: boolean;
  /** Whether a list has ever come. */
  loaded: boolean;
  /** What to add to this computer's clock to get the sandbox's. */
  clockOffsetMs: number;
}

const RETRY_MS = 2000;

/** Follows the calls of the sandbox that served this page. */
export class CallFeed {
  #snapshot: FeedSnapshot = {
    connection: 'connecting',
    calls: [],
    canReplay: false,
    loaded: false,
    clockOffsetMs: 0,
  };
  readonly #listeners = new Set<() => void>();
  #source: EventSource | undefined;

  constructor(
    private readonly open: (url: string) => EventSource,
    private readonly now: () => number = () => Date.now(),
  ) {}

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly getSnapshot = () => this.#snapshot;

  readonly start = () => {
    this.#source?.close();
    const source = this.open('../sandbox/inspector/events');
    this.#source = source;
    source.addEventListener('calls', ({ data }) => this.#take(JSON.parse(data), []));
    source.addEventListener('changes', ({ data }) => this.#take(JSON.parse(data), this.#snapshot.calls));
    source.addEventListener('error', () => {
      // CLOSED: the browser does not try again by itself, as the answer was none of events.
      const refused = source.readyState === 2;
      this.#put({ connection: refused ? 'refused' : 'offline' });
      if (refused) setTimeout(() => this.#source === source && this.start(), RETRY_MS);
    });
  };

  #take(changes: Changes, known: CallSummary[]) {
    this.#put({
      connection: 'live',
      loaded: true,
      canReplay: changes.can_replay,
      clockOffsetMs: changes.now_ms - this.now(),
      calls: merge(known, changes),
    });
  }

  #put(part: Partial<FeedSnapshot>) {
    this.#snapshot = { ...this.#snapshot, ...part };
    for (const listener of this.#listeners) listener();
  }
}

/** The calls after a change, the newest first, without those that the sandbox has forgotten. */
export function merge(known: CallSummary[], { calls, oldest }: Changes): CallSummary[] {
  const changed = new Map(calls.map((call) => [call.id, call]));
  const merged = known.map((call) => {
    const newer = changed.get(call.id);
    changed.delete(call.id);
    return newer ?? call;
  });
  const all = [...changed.values(), ...merged];
  const last = all.findIndex(({ id }) => id === oldest);
  return last < 0 ? all : all.slice(0, last + 1);
}
