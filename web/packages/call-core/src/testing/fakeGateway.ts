import type { Call } from '@teleperson/api';
import { vi } from 'vitest';
import type { CallGateway } from '../callAttempt';

export const callId = `call_${'0'.repeat(32)}`;

/** A gateway that allows everything; `ended` is what it says about the call once that is over. */
export function fakeGateway(ended: Partial<Call> = { reason: 'completed', duration_seconds: 7 }) {
  let tokens = 0;
  return {
    voiceConfig: vi.fn<CallGateway['voiceConfig']>(async () => ({
      enabled: true,
      token_endpoint_url: null,
      allowed_regions: ['US'],
    })),
    createAccessToken: vi.fn<CallGateway['createAccessToken']>(async () => ({
      token: `token-${++tokens}`,
      identity: 'u_1',
      expires_at: '2030-01-01T00:00:00Z',
      ttl_seconds: 3600,
    })),
    createCall: vi.fn<CallGateway['createCall']>(async () => ({
      call_id: callId,
      ticket: 'tkt_1',
      expires_at: '2030-01-01T00:00:00Z',
    })),
    call: vi.fn<CallGateway['call']>(async () => ({ call_id: callId, state: 'ended', ...ended })),
    endCall: vi.fn<CallGateway['endCall']>(async () => ({ call_id: callId, state: 'ended' })),
  };
}
