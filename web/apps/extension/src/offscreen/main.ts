// The engine's document: no window, no storage, but WebRTC. It outlives every panel.
import { createGatewayClient } from '@teleperson/api';
import { CallEngine, CallFailure, requestMicrophone } from '@teleperson/call-core';
import { type EnginePort, enginePortName } from '../messages/enginePort';
import { onMessage, tell } from '../messages/messages';
import { askForMicrophone } from './askForMicrophone';
import { EngineHost } from './engineHost';

const host = new EngineHost({
  createEngine: (account) =>
    new CallEngine({
      gateway: createGatewayClient({ baseUrl: account.gatewayUrl, token: account.token }),
      requestMicrophone: allowAndOpenMicrophone,
      onCallId: (callId) => void tell({ to: 'worker', type: 'call-named', callId }),
    }),
  onCall: (news) => void tell({ to: 'worker', type: 'call-changed', ...news }),
  onIdle: () => void tell({ to: 'worker', type: 'close-engine' }),
});

chrome.runtime.onConnect.addListener((port) => {
  if (port.name === enginePortName) host.attach(port as EnginePort);
});

onMessage('engine', ({ type }) => (type === 'hang-up' ? host.hangup() : host.toggleMute()));

async function allowAndOpenMicrophone(signal: AbortSignal): Promise<void> {
  const { state } = await navigator.permissions.query({ name: 'microphone' });
  if (state === 'denied') throw new CallFailure('microphone_denied');
  if (state === 'prompt')
    await askForMicrophone({
      openPage: () => void tell({ to: 'worker', type: 'open-microphone-page' }),
      onConnect: chrome.runtime.onConnect,
      signal,
    });
  await requestMicrophone();
}
