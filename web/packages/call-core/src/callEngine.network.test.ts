import { GatewayError } from '@teleperson/api';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { callId, fakeGateway } from './testing/fakeGateway';
import { deferred, inCall, scene, settle, target } from './testing/scene';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the way to Twilio', () => {
  const never = () => new Promise<never>(() => undefined);

  test('a server that does not answer: given up after ten seconds, ticket voided', async () => {
    const { engine, gateway, device } = scene({ prepare: (d) => d.connect.mockImplementation(never) });
    engine.dial(target);
    await settle();
    device().emit('error', { code: 31000 });
    device().emit('error', { code: 31005 });
    expect(engine.snapshot.phase).toBe('connecting');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(engine.snapshot).toMatchObject({ phase: 'failed', reason: 'signaling_unreachable' });
    expect(gateway.endCall).toHaveBeenCalledWith(callId);
    expect(device().destroy).toHaveBeenCalledOnce();
  });

  test.each([20101, 20104])(
    'a refused token (%i) is renewed once, and the pending connect goes on',
    async (code) => {
      const connection = deferred<never>();
      const { engine, device } = scene({ prepare: (d) => d.connect.mockReturnValue(connection.promise) });
      engine.dial(target);
      await settle();
      device().emit('error', { code });
      await settle();
      expect(device().updateToken).toHaveBeenCalledExactlyOnceWith('token-2');
      connection.resolve(device().call as never);
      await settle();
      device().call.ring();
      expect(engine.snapshot.phase).toBe('ringing');
    },
  );

  test('a token refused twice ends the attempt', async () => {
    const { engine, device, gateway } = scene({ prepare: (d) => d.connect.mockImplementation(never) });
    engine.dial(target);
    await settle();
    device().emit('error', { code: 20104 });
    await settle();
    device().emit('error', { code: 20104 });
    await settle();
    expect(engine.snapshot).toMatchObject({ phase: 'failed', reason: 'access_token_refused' });
    expect(gateway.createAccessToken).toHaveBeenCalledTimes(2);
  });

  test("a token whose key's secret is wrong is no matter of the network", async () => {
    const { engine, device } = scene({ prepare: (d) => d.connect.mockImplementation(never) });
    engine.dial(target);
    await settle();
    device().emit('error', { code: 31202 });
    await settle();
    device().emit('error', { code: 31202 });
    await settle();
    expect(engine.snapshot).toMatchObject({ phase: 'failed', reason: 'access_token_refused', code: 31202 });
  });

  test('a server that refuses the token and closes the stream is connected to again', async () => {
    const closed = deferred<never>();
    const { engine, device } = scene({ prepare: (d) => d.connect.mockReturnValueOnce(closed.promise) });
    engine.dial(target);
    await settle();
    device().emit('error', { code: 20104 });
    closed.reject(undefined);
    await settle();
    expect(device().connect).toHaveBeenCalledTimes(2);
    device().call.ring();
    expect(engine.snapshot.phase).toBe('ringing');
  });

  test('renewing the token shows that the plan is gone', async () => {
    const { engine, device, gateway } = scene({ prepare: (d) => d.connect.mockImplementation(never) });
    engine.dial(target);
    await settle();
    gateway.createAccessToken.mockRejectedValue(
      new GatewayError('plan_without_voip', 403, undefined, undefined),
    );
    device().emit('error', { code: 20104 });
    await settle();
    expect(engine.snapshot).toMatchObject({ phase: 'failed', reason: 'plan_without_voip' });
  });

  test('an invite that nobody answers', async () => {
    const { engine, gateway } = scene();
    engine.dial(target);
    await settle();
    await vi.advanceTimersByTimeAsync(35_000);
    expect(engine.snapshot).toMatchObject({ phase: 'failed', reason: 'no_response' });
    expect(gateway.endCall).toHaveBeenCalledWith(callId);
  });
});

describe('trouble during the call', () => {
  test('is one state however often it is reported, and passes', async () => {
    const { engine, device, phases } = await inCall();
    const { call } = device();
    for (let i = 0; i < 3; i++) {
      call.loseSignaling();
      device().emit('error', { code: 31000 });
      device().emit('error', { code: 31005 });
    }
    expect(phases.filter((phase) => phase === 'reconnecting')).toHaveLength(1);
    call.emit('reconnected');
    expect(engine.snapshot.phase).toBe('in-call');
    engine.hangup();
    await settle();
    expect(engine.snapshot).toMatchObject({ phase: 'ended', reason: 'completed' });
  });

  test('media that does not come back', async () => {
    const { engine, device } = await inCall();
    device().call.emit('reconnecting', { code: 53405 });
    device().call.close(53405);
    await settle();
    expect(engine.snapshot).toMatchObject({ phase: 'failed', reason: 'connection_lost', durationSeconds: 7 });
  });

  test('a computer that slept: the person is told that, not of a bad network', async () => {
    const { engine, device } = await inCall();
    vi.setSystemTime(Date.now() + 600_000);
    device().call.close(53001);
    await settle();
    expect(engine.snapshot).toMatchObject({ phase: 'failed', reason: 'computer_slept' });
  });

  test('a socket lost while it rings cannot be re-attached: the call is over, also for the callee', async () => {
    const { engine, device, gateway } = scene({ gateway: fakeGateway({ reason: 'canceled' }) });
    engine.dial(target);
    await settle();
    device().call.ring();
    device().call.loseSignaling();
    await settle();
    expect(engine.snapshot).toMatchObject({ phase: 'failed', reason: 'connection_lost' });
    expect(gateway.endCall).toHaveBeenCalledWith(callId);
  });

  test('an error that the call survives is not the reason for its end', async () => {
    const { engine, device } = await inCall();
    device().call.emit('error', { code: 31005 });
    await settle();
    device().call.close();
    await settle();
    expect(engine.snapshot).toMatchObject({ phase: 'ended', reason: 'completed' });
  });

  test('the token is renewed when it lapses, not whenever a stale timer says so', async () => {
    const { device, gateway } = await inCall();
    device().emit('tokenWillExpire');
    await settle();
    expect(gateway.createAccessToken).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(3_570_000);
    device().emit('tokenWillExpire');
    device().emit('tokenWillExpire');
    await settle();
    expect(gateway.createAccessToken).toHaveBeenCalledTimes(2);
    expect(device().updateToken).toHaveBeenCalledExactlyOnceWith('token-2');
  });

  test('a token refused mid-call is renewed, but not in a circle', async () => {
    const { device, gateway, engine } = await inCall();
    await vi.advanceTimersByTimeAsync(20_000);
    device().emit('error', { code: 20104 });
    await settle();
    device().emit('error', { code: 20104 });
    await settle();
    expect(gateway.createAccessToken).toHaveBeenCalledTimes(2);
    expect(engine.snapshot.phase).toBe('in-call');
  });
});
