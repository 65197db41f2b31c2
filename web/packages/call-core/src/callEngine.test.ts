import { type Call, UnreachableError } from '@teleperson/api';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { callId, fakeGateway } from './testing/fakeGateway';
import { deferred, inCall, scene, settle, target } from './testing/scene';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a call that works', () => {
  test('goes through its phases, and ends with what the gateway says', async () => {
    const { engine, device, phases, ringback, gateway } = scene();
    engine.dial(target);
    await settle();
    const { call } = device();
    call.ring();
    expect(ringback.start).toHaveBeenCalledOnce();
    call.answer();
    expect(ringback.stop).toHaveBeenCalled();
    call.close();
    await settle();
    expect(phases).toEqual(['requesting-microphone', 'connecting', 'ringing', 'in-call', 'ending', 'ended']);
    expect(engine.snapshot).toMatchObject({ reason: 'completed', durationSeconds: 7 });
    expect(gateway.endCall).not.toHaveBeenCalled();
    expect(device().destroy).toHaveBeenCalledOnce();
  });

  test('asks for microphone, token and ticket in this order, and hands over the ticket alone', async () => {
    const order: string[] = [];
    const gateway = fakeGateway();
    const { createAccessToken, createCall } = gateway;
    gateway.createAccessToken = vi.fn(async () => {
      order.push('token');
      return createAccessToken();
    });
    gateway.createCall = vi.fn(async (id) => {
      order.push(`ticket for ${id}`);
      return createCall(id);
    });
    const requestMicrophone = async () => void order.push('microphone');
    const { device } = await inCall({ gateway, requestMicrophone });
    expect(order).toEqual(['microphone', 'token', 'ticket for n1']);
    expect(device().token).toBe('token-1');
    expect(device().connect).toHaveBeenCalledWith({
      params: { ticket: 'tkt_1' },
      rtcConstraints: { audio: true },
    });
  });

  test('tells the id under which the gateway knows the call, before anything can be heard', async () => {
    const onCallId = vi.fn();
    const { engine, device } = scene({
      onCallId,
      prepare: () => expect(onCallId).toHaveBeenCalledExactlyOnceWith(callId),
    });
    engine.dial(target);
    await settle();
    expect(device()).toBeDefined();
  });

  test('a hang-up while the microphone is asked for ends the asking too', async () => {
    let asking: AbortSignal | undefined;
    const requestMicrophone = (signal: AbortSignal) => {
      asking = signal;
      return new Promise<void>(() => undefined);
    };
    const { engine, gateway } = scene({ requestMicrophone });
    engine.dial(target);
    await settle();
    engine.hangup();
    await settle();
    expect(asking?.aborted).toBe(true);
    expect(engine.snapshot).toMatchObject({ phase: 'ended', reason: 'canceled' });
    expect(gateway.createCall).not.toHaveBeenCalled();
  });

  test('every call fetches its own token and has its own device', async () => {
    const { engine, device, devices } = await inCall();
    device().call.close();
    await settle();
    engine.dial(target);
    await settle();
    expect(devices.map(({ token }) => token)).toEqual(['token-1', 'token-2']);
  });

  test('a second dial during a call does nothing', async () => {
    const { engine, gateway, devices } = await inCall();
    engine.dial({ ...target, numberId: 'n2' });
    await settle();
    expect(gateway.createCall).toHaveBeenCalledOnce();
    expect(devices).toHaveLength(1);
  });

  test('early media brings its own ringing tone', async () => {
    const { engine, device, ringback } = scene();
    engine.dial(target);
    await settle();
    device().call.ring(true);
    expect(engine.snapshot.phase).toBe('ringing');
    expect(ringback.start).not.toHaveBeenCalled();
  });

  test('mute, and key tones without anything that is not a key', async () => {
    const { engine, device } = await inCall();
    engine.mute(true);
    expect(engine.snapshot).toMatchObject({ muted: true });
    engine.digits('1 2-#*abc');
    expect(device().call.sendDigits).toHaveBeenCalledExactlyOnceWith('12#*');
  });

  test('levels come at most ten times a second, and fall to zero at the end', async () => {
    const { engine, device } = await inCall();
    const levels = vi.fn();
    engine.subscribeLevels(levels);
    for (let ms = 0; ms < 1000; ms += 50) {
      device().call.emit('volume', 0.5, 0.25);
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(levels.mock.calls.length).toBeGreaterThanOrEqual(9);
    expect(levels.mock.calls.length).toBeLessThanOrEqual(10);
    device().call.close();
    expect(levels).toHaveBeenLastCalledWith({ microphone: 0, remote: 0 });
  });

  test('a choice of microphone counts at once and for the next call', async () => {
    const { engine, device } = await inCall();
    await engine.chooseMicrophone('headset');
    await engine.chooseSpeaker('loud');
    expect(device().audio.setInputDevice).toHaveBeenCalledWith('headset');
    device().call.close();
    await settle();
    engine.dial(target);
    await settle();
    device().call.answer();
    expect(device().connect).toHaveBeenCalledWith({
      params: { ticket: 'tkt_1' },
      rtcConstraints: { audio: { deviceId: { ideal: 'headset' } } },
    });
    expect(device().audio.speakerDevices.set).toHaveBeenCalledWith('loud');
  });
});

describe('hanging up', () => {
  test('in a call', async () => {
    const { engine, device, gateway } = await inCall();
    engine.hangup();
    expect(engine.snapshot.phase).toBe('ending');
    await settle();
    expect(device().call.disconnect).toHaveBeenCalled();
    expect(engine.snapshot).toMatchObject({ phase: 'ended', reason: 'completed' });
    expect(gateway.endCall).not.toHaveBeenCalled();
  });

  test('while the browser asks for the microphone: at once, and nothing is dialled', async () => {
    const { engine, gateway } = scene({ requestMicrophone: () => new Promise(() => undefined) });
    engine.dial(target);
    await settle();
    engine.hangup();
    await settle();
    expect(engine.snapshot).toMatchObject({ phase: 'ended', reason: 'canceled' });
    expect(gateway.createCall).not.toHaveBeenCalled();
  });

  test('while the ticket is on its way: the ticket is voided', async () => {
    const gateway = fakeGateway();
    const ticket = deferred<Awaited<ReturnType<typeof gateway.createCall>>>();
    gateway.createCall.mockReturnValue(ticket.promise);
    const { engine, devices } = scene({ gateway });
    engine.dial(target);
    await settle();
    engine.hangup();
    await settle();
    expect(engine.snapshot).toMatchObject({ phase: 'ended', reason: 'canceled' });
    ticket.resolve({ call_id: callId, ticket: 'tkt_1', expires_at: '' });
    await settle();
    expect(gateway.endCall).toHaveBeenCalledWith(callId);
    expect(devices).toHaveLength(0);
  });

  test('while the device connects: the ticket is voided, and a call that comes late is dropped', async () => {
    const connection = deferred<never>();
    const { engine, gateway, device } = scene({
      prepare: (d) => d.connect.mockReturnValue(connection.promise),
    });
    engine.dial(target);
    await settle();
    engine.hangup();
    connection.resolve(device().call as never);
    await settle();
    expect(engine.snapshot).toMatchObject({ phase: 'ended', reason: 'canceled' });
    expect(gateway.endCall).toHaveBeenCalledWith(callId);
    expect(device().call.disconnect).toHaveBeenCalled();
    expect(device().destroy).toHaveBeenCalled();
  });

  test('while signalling is down: the gateway ends the call, again if the network fails', async () => {
    const { engine, device, gateway } = await inCall();
    gateway.endCall.mockRejectedValueOnce(new UnreachableError('network'));
    device().call.loseSignaling();
    expect(engine.snapshot.phase).toBe('reconnecting');
    engine.hangup();
    await vi.advanceTimersByTimeAsync(1100);
    expect(gateway.endCall).toHaveBeenCalledTimes(2);
    expect(engine.snapshot).toMatchObject({ phase: 'ended', reason: 'completed' });
  });
});

describe('the other side', () => {
  test.each(['busy', 'no_answer', 'declined', 'not_in_service'] as const)('%s', async (reason) => {
    const { engine, device } = scene({ gateway: fakeGateway({ reason, duration_seconds: 0 }) });
    engine.dial(target);
    await settle();
    device().call.ring();
    device().call.close();
    await vi.advanceTimersByTimeAsync(1000); // A vague reason is asked for twice.
    expect(engine.snapshot).toMatchObject({ phase: 'ended', reason });
  });

  test('the policy refuses at the webhook', async () => {
    const { engine, device } = scene({ gateway: fakeGateway({ reason: 'ticket_expired' }) });
    engine.dial(target);
    await settle();
    device().call.close(31002);
    await settle();
    expect(engine.snapshot).toMatchObject({ phase: 'failed', reason: 'ticket_expired' });
  });
});

test('a call that is over stays until it is put away', async () => {
  const { engine, device } = await inCall();
  engine.dismiss();
  expect(engine.snapshot.phase).toBe('in-call');
  device().call.close();
  await settle();
  engine.dismiss();
  expect(engine.snapshot.phase).toBe('idle');
});

test('the gateway knows the end late', async () => {
  const gateway = fakeGateway();
  const states: Call['state'][] = ['in_progress', 'in_progress', 'ended'];
  gateway.call.mockImplementation(async () => {
    const state = states.shift() ?? 'ended';
    return { call_id: callId, state, ...(state === 'ended' && { reason: 'completed', duration_seconds: 3 }) };
  });
  const { engine, device } = await inCall({ gateway });
  device().call.close();
  await settle();
  expect(engine.snapshot.phase).toBe('ending');
  await vi.advanceTimersByTimeAsync(1000);
  expect(engine.snapshot).toMatchObject({ phase: 'ended', durationSeconds: 3 });
});
