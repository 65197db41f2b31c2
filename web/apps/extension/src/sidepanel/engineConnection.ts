import { enginePortName, type PanelPort } from '../messages/enginePort';
import { tell } from '../messages/messages';

/** A port to the engine's document, which is made if it is not there. */
export async function connectToEngine(): Promise<PanelPort> {
  await tell({ to: 'worker', type: 'open-engine' });
  return chrome.runtime.connect({ name: enginePortName }) as PanelPort;
}
