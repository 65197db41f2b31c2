import { announceSystem, startSystem } from './fixtures/system';

/** Starts the system that every test uses; the returned function ends it. */
export default async function setUp() {
  const system = await startSystem();
  announceSystem(system);
  return () => system.stop();
}
