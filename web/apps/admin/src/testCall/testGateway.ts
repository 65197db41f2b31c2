import {
  type AdminClient,
  AdminError,
  GatewayError,
  type Reason,
  type StartedTestCall,
  type TestStep,
  type VoiceState,
} from '@teleperson/api';
import type { CallGateway } from '@teleperson/call-core';

interface TestGatewayOptions {
  client: AdminClient;
  state: VoiceState;
  numberId: string;
  /** The gateway has decided: what it did, whether it refused or not. */
  onSteps: (steps: TestStep[]) => void;
}

/** What the calling engine asks of a gateway, answered under the admin's session by the endpoints for test calls. */
export function createTestGateway({ client, state, numberId, onSteps }: TestGatewayOptions): CallGateway {
  let start: Promise<StartedTestCall> | undefined;
  /** One ticket a test: whoever asks for another token gets the same again. */
  const started = async () => {
    start ??= asGateway(client.startTestCall(numberId));
    const { steps, access_token, ticket } = await start;
    onSteps(steps);
    if (access_token && ticket) return { access_token, ticket };
    throw new GatewayError(
      (steps.at(-1)?.reason as Reason) ?? 'unexpected_answer',
      403,
      undefined,
      undefined,
    );
  };
  return {
    voiceConfig: async () => ({
      enabled: true,
      token_endpoint_url: null,
      allowed_regions: [],
      ...(state.server.sandbox && { sandbox: state.server.sandbox }),
    }),
    createAccessToken: async () => (await started()).access_token,
    createCall: async () => (await started()).ticket,
    call: async (callId, signal) => (await asGateway(client.testCall(callId, signal))).call,
    endCall: (callId) => asGateway(client.endTestCall(callId)),
  };
}

/** The engine knows the errors of the users' client. */
async function asGateway<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof AdminError)) throw error;
    const { reason, status, detail, retryAfterSeconds } = error;
    throw new GatewayError(reason as Reason, status, detail, retryAfterSeconds);
  }
}
