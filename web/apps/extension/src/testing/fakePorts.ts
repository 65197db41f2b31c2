import type { EngineCommand, EngineEvent, EnginePort, PanelPort } from '../messages/enginePort';

/** Both ends of a port; what one end posts the other one hears at once. */
export function fakePorts() {
  const toPanel = new Set<(event: EngineEvent) => void>();
  const toEngine = new Set<(command: EngineCommand) => void>();
  const panelGone = new Set<(message?: undefined) => void>();
  const engineGone = new Set<(message?: undefined) => void>();
  const tell = <T>(listeners: Set<(message: T) => void>, message: T) => {
    for (const listener of listeners) listener(structuredClone(message));
  };
  const adder = <T>(listeners: Set<T>) => ({ addListener: (listener: T) => void listeners.add(listener) });

  const panel: PanelPort = {
    postMessage: (command) => tell(toEngine, command),
    onMessage: adder(toPanel),
    onDisconnect: adder(engineGone),
  };
  const engine: EnginePort = {
    postMessage: (event) => tell(toPanel, event),
    onMessage: adder(toEngine),
    onDisconnect: adder(panelGone),
  };
  return {
    panel,
    engine,
    closePanel: () => tell(panelGone, undefined),
    closeEngine: () => tell(engineGone, undefined),
  };
}
