import { storedValue } from './storedValue';

/**
 * The gateway's id of the call under way (it names neither number nor person), so that a call which a crash or a
 * restart of the browser cut off can be ended for the callee too.
 */
export const unfinishedCallStore = storedValue<string>('unfinishedCall', (stored) =>
  typeof stored === 'string' ? stored : undefined,
);
