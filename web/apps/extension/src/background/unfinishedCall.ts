import { createGatewayClient } from '@teleperson/api';
import { endCall } from '@teleperson/call-core';
import { accountStore } from '../storage/account';
import { unfinishedCallStore } from '../storage/unfinishedCall';
import { isEngineOpen } from './engineDocument';

/**
 * A call without an engine was cut off by a crash or a restart: Twilio would keep the callee waiting for half a minute,
 * and the gateway refuse the next call for as long. Ends it through the gateway, without waiting for the answer.
 */
export async function endUnfinishedCall(): Promise<void> {
  if (await isEngineOpen()) return;
  const callId = await unfinishedCallStore.load();
  if (callId === undefined) return;
  await unfinishedCallStore.remove();
  const account = await accountStore.load();
  if (!account) return;
  void endCall(createGatewayClient({ baseUrl: account.gatewayUrl, token: account.token }), callId);
}
