import { expect, it } from 'vitest';
import type { CallSummary, Changes } from './call';
import { CallFeed, merge } from './callFeed';

const call = (id: string, changed = 1) => ({ id, changed }) as CallSummary;
const changes = (calls: CallSummary[], oldest = ''): Changes => ({
  now_ms: 1000,
  can_replay: false,
  oldest,
  calls,
});

class FakeSource extends EventTarget {
  readyState = 0;
  closed = false;
  close() {
    this.closed = true;
  }
  say(name: string, data: unknown) {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }
}

function feedWithSources() {
  const sources: FakeSource[] = [];
  const feed = new CallFeed(
    () => {
      const source = new FakeSource();
      sources.push(source);
      return source as unknown as EventSource;
    },
    () => 400,
  );
  feed.start();
  return { feed, source: () => sources.at(-1) as FakeSource };
}

it('puts new calls first, and changed ones where they were', () => {
  const merged = merge([call('b'), call('a')], changes([call('c'), call('a', 2)], 'a'));
  expect(merged.map(({ id, changed }) => [id, changed])).toEqual([
    ['c', 1],
    ['b', 1],
    ['a', 2],
  ]);
});

it('forgets what the sandbox has forgotten', () => {
  expect(merge([call('b'), call('a')], changes([call('c')], 'b')).map(({ id }) => id)).toEqual(['c', 'b']);
});

it('starts anew with each connection: the sandbox may be another one', () => {
  const { feed, source } = feedWithSources();
  expect(feed.getSnapshot()).toMatchObject({ connection: 'connecting', loaded: false });
  source().say('calls', changes([call('a')], 'a'));
  source().say('changes', changes([call('b')], 'a'));
  expect(feed.getSnapshot().calls.map(({ id }) => id)).toEqual(['b', 'a']);
  expect(feed.getSnapshot()).toMatchObject({ connection: 'live', loaded: true, clockOffsetMs: 600 });
  source().say('calls', changes([call('z')], 'z'));
  expect(feed.getSnapshot().calls.map(({ id }) => id)).toEqual(['z']);
});

it('keeps what it has seen while the sandbox is away', () => {
  const { feed, source } = feedWithSources();
  source().say('calls', changes([call('a')], 'a'));
  source().dispatchEvent(new Event('error'));
  expect(feed.getSnapshot()).toMatchObject({ connection: 'offline', calls: [{ id: 'a' }] });
});

it('tells a sandbox that is away from one that refuses the page', () => {
  const { feed, source } = feedWithSources();
  source().readyState = 2;
  source().dispatchEvent(new Event('error'));
  expect(feed.getSnapshot().connection).toBe('refused');
  const first = source();
  feed.start();
  expect(first.closed).toBe(true);
});
