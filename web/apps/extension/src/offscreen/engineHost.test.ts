import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EngineEvent } from '../messages/enginePort';
import { ended, fakeEngine, inCall, ringing, target } from '../testing/fakeEngine';
import { fakePorts } from '../testing/fakePorts';
import { EngineHost } from './engineHost';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const account = { gatewayUrl: 'https://voice.example.com', token: `tle_${'a'.repeat(32)}` };
const settings = { account, devices: {} };

function scene() {
  const engines: ReturnType<typeof fakeEngine>[] = [];
  const onCall = vi.fn();
  const onIdle = vi.fn();
  const createEngine = vi.fn(() => {
    const engine = fakeEngine();
    engines.push(engine);
    return engine;
  });
  const host = new EngineHost({ createEngine, onCall, onIdle, idleMs: 1000 });
  const openPanel = () => {
    const { panel, engine, closePanel } = fakePorts();
    const heard: EngineEvent[] = [];
    panel.onMessage.addListener((event) => heard.push(event));
    host.attach(engine);
    return { send: panel.postMessage, heard, close: closePanel };
  };
  const engine = () => {
    const last = engines.at(-1);
    if (!last) throw new Error('no engine was made');
    return last;
  };
  return { host, openPanel, engine, engines, onCall, onIdle, createEngine };
}

test('a panel that opens is told of the call, whenever it opens', () => {
  const { openPanel, engine } = scene();
  const first = openPanel();
  expect(first.heard).toEqual([{ type: 'call', call: { phase: 'idle' } }]);
  first.send({ type: 'dial', target, settings });
  expect(engine().dial).toHaveBeenCalledExactlyOnceWith(target);
  engine().show(inCall);
  first.close();
  expect(openPanel().heard).toEqual([{ type: 'call', call: inCall }]);
});

test('the call goes on without any panel, and its changes are told', () => {
  const { openPanel, engine, onCall } = scene();
  const panel = openPanel();
  panel.send({ type: 'dial', target, settings });
  panel.close();
  engine().show(ringing);
  engine().show(inCall);
  expect(onCall.mock.calls.map(([{ call }]) => call.phase)).toEqual(['ringing', 'in-call']);
  expect(panel.heard).toHaveLength(1);
});

test('two panels see the same call, and either may end it; a second dial does nothing', () => {
  const { openPanel, engine, engines } = scene();
  const [one, two] = [openPanel(), openPanel()];
  one.send({ type: 'dial', target, settings });
  engine().show(ringing);
  two.send({ type: 'dial', target: { ...target, numberId: 'n2' }, settings });
  expect(engines).toHaveLength(1);
  expect(engine().dial).toHaveBeenCalledOnce();
  expect(two.heard.at(-1)).toEqual({ type: 'call', call: ringing });
  two.send({ type: 'hang-up' });
  expect(engine().hangup).toHaveBeenCalledOnce();
});

test('calls of one account share an engine; another account has its own', () => {
  const { openPanel, engine, engines } = scene();
  const { send } = openPanel();
  send({ type: 'dial', target, settings });
  engine().show(ended);
  send({ type: 'dial', target, settings });
  expect(engines).toHaveLength(1);
  engine().show(ended);
  send({ type: 'dial', target, settings: { ...settings, account: { ...account, token: 'other' } } });
  expect(engines).toHaveLength(2);
});

test('an engine of an earlier account is not heard any more', () => {
  const { openPanel, engines, onCall } = scene();
  const { send } = openPanel();
  send({ type: 'dial', target, settings });
  engines[0]?.show(ended);
  send({ type: 'dial', target, settings: { ...settings, account: { ...account, token: 'other' } } });
  onCall.mockClear();
  engines[0]?.show({ phase: 'idle' });
  expect(onCall).not.toHaveBeenCalled();
});

test('each call has the time at which it was dialled', () => {
  vi.setSystemTime(5000);
  const { openPanel, engine, onCall } = scene();
  openPanel().send({ type: 'dial', target, settings });
  vi.setSystemTime(9000);
  engine().show(ringing);
  expect(onCall).toHaveBeenCalledWith({ call: ringing, startedAtMs: 5000 });
});

test('the chosen devices are set before each call', () => {
  const { openPanel, engine } = scene();
  openPanel().send({
    type: 'dial',
    target,
    settings: { account, devices: { microphone: 'm', speaker: 's' } },
  });
  expect(engine().chooseMicrophone).toHaveBeenCalledWith('m');
  expect(engine().chooseSpeaker).toHaveBeenCalledWith('s');
});

test('a choice of device is answered to the panel that made it', async () => {
  const { openPanel, engine } = scene();
  const [one, two] = [openPanel(), openPanel()];
  one.send({ type: 'dial', target, settings });
  engine().chooseSpeaker.mockRejectedValueOnce(new Error('gone'));
  one.send({ type: 'choose-device', request: 1, kind: 'speaker', id: 'x' });
  one.send({ type: 'choose-device', request: 2, kind: 'microphone', id: 'y' });
  await vi.advanceTimersByTimeAsync(0);
  expect(one.heard).toContainEqual({ type: 'device-chosen', request: 1, opened: false });
  expect(one.heard).toContainEqual({ type: 'device-chosen', request: 2, opened: true });
  expect(two.heard).toHaveLength(1);
});

test('loudness goes only to who watches it', () => {
  const { openPanel, engine } = scene();
  const [one, two] = [openPanel(), openPanel()];
  one.send({ type: 'dial', target, settings });
  two.send({ type: 'watch-levels', on: true });
  engine().hear({ microphone: 0.5, remote: 0 });
  two.send({ type: 'watch-levels', on: false });
  engine().hear({ microphone: 0.7, remote: 0 });
  expect(one.heard.filter(({ type }) => type === 'levels')).toHaveLength(0);
  expect(two.heard.filter(({ type }) => type === 'levels')).toHaveLength(1);
});

test('mute is toggled in a conversation only', () => {
  const { host, openPanel, engine } = scene();
  host.toggleMute();
  openPanel().send({ type: 'dial', target, settings });
  engine().show(ringing);
  host.toggleMute();
  expect(engine().mute).not.toHaveBeenCalled();
  engine().show(inCall);
  host.toggleMute();
  expect(engine().mute).toHaveBeenLastCalledWith(true);
  engine().show({ ...inCall, muted: true });
  host.toggleMute();
  expect(engine().mute).toHaveBeenLastCalledWith(false);
});

test('idle is what has neither call nor panel for a while', () => {
  const { openPanel, engine, onIdle } = scene();
  const panel = openPanel();
  vi.advanceTimersByTime(5000);
  panel.send({ type: 'dial', target, settings });
  engine().show(inCall);
  panel.close();
  vi.advanceTimersByTime(5000);
  expect(onIdle).not.toHaveBeenCalled();
  engine().show(ended);
  vi.advanceTimersByTime(900);
  openPanel().close();
  vi.advanceTimersByTime(900);
  expect(onIdle).not.toHaveBeenCalled();
  vi.advanceTimersByTime(100);
  expect(onIdle).toHaveBeenCalledOnce();
});
