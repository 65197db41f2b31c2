import { type GatewayClient, GatewayError } from '@teleperson/api';

/**
 * Ends a call through the gateway, for when the SDK cannot: a hang-up while signalling is down is never sent, and
 * the callee would hear silence until Twilio notices. Also voids a ticket that was not used. Tries again while the
 * network is down; after that the server's own timeout ends the call.
 */
export async function endCall(gateway: Pick<GatewayClient, 'endCall'>, callId: string): Promise<void> {
  for (const delayMs of [1000, 3000, 9000, undefined]) {
    try {
      await gateway.endCall(callId);
      return;
    } catch (error) {
      if (error instanceof GatewayError && error.status < 500) return; // Not ours, or not there any more.
    }
    if (delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
}
