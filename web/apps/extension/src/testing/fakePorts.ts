import type { EngineCommand, EngineEvent, EnginePort, PanelPort } from '../messages/enginePort';

/** Both ends of a port; what one end posts the other one hears at once. */
export function fakePorts() {
  const toPanel = new Set<(event: EngineEvent) => void>();
  const toEngine = new Set<(command: EngineCommand) => void>();
  const panelGone = new Set<() => void>();
  const engineGone = new Set<() => void>();
  const adder = <T>(listeners: Set<T>) => ({ addListener: (listener: T) => void listeners.add(listener) });

  const panel: PanelPort = {
    postMessage: (command) => toEngine.forEach((listener) => listener(structuredClone(command))),
    onMessage: adder(toPanel),
    onDisconnect: adder(engineGone),
  };
  const engine: EnginePort = {
    postMessage: (event) => toPanel.forEach((listener) => listener(structuredClone(event))),
    onMessage: adder(toEngine),
    onDisconnect: adder(panelGone),
  };
  return {
    panel,
    engine,
    closePanel: () => panelGone.forEach((listener) => listener()),
    closeEngine: () => engineGone.forEach((listener) => listener()),
  };
}
