import { useQuery } from '@tanstack/react-query';
import type { AdminClient, TestStep, VoiceState } from '@teleperson/api';
import { CallEngine, type CallSnapshot, type DialTarget, isActive, type Levels } from '@teleperson/call-core';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { type BrowserNotes, isComplete } from './story';
import { createTestGateway } from './testGateway';

const pollMs = 500;
/** How long after the end a call's row may come: voicemail detection is waited for. */
const patienceMs = 30_000;

/** One test call from the moment this is mounted; both sides of it, as they come. Hangs up when it goes. */
export function useTestCall(client: AdminClient, state: VoiceState, target: DialTarget) {
  const [test] = useState(() => new Test(client, state, target.numberId));
  const view = useSyncExternalStore(test.subscribe, test.view);
  useEffect(() => {
    test.start(target);
    return test.stop;
  }, [test, target]);

  const { callId, notes, snapshot } = view;
  const followed = useQuery({
    queryKey: ['test-call', callId],
    queryFn: ({ signal }) => client.testCall(callId ?? '', signal),
    enabled: callId !== undefined,
    refetchInterval: ({ state: { data } }) =>
      isSettled(notes, snapshot, data?.steps ?? []) ? false : pollMs,
    refetchIntervalInBackground: true,
  });
  const steps = followed.data?.steps ?? view.steps;
  const complete = !isActive(snapshot) && isSettled(notes, snapshot, steps);
  return { engine: test.engine, ...view, steps, complete };
}

/** Nothing more is to come from the server, or it is not worth waiting for. */
function isSettled(notes: BrowserNotes, snapshot: CallSnapshot, steps: TestStep[]): boolean {
  if (isActive(snapshot) || notes.overAtMs === undefined) return false;
  if (isComplete(steps)) return true;
  // A call that Twilio never asked about, and one whose end is not heard of.
  const redeemed = steps.some(({ step, passed }) => step === 'redemption' && passed);
  return Date.now() - notes.overAtMs > (redeemed ? patienceMs : 2_000);
}

interface View {
  snapshot: CallSnapshot;
  notes: BrowserNotes;
  /** What the server answered at the start. */
  steps: TestStep[];
  callId: string | undefined;
  levels: Levels;
}

/** The engine, and what is noted of it. */
class Test {
  readonly engine: CallEngine;
  #view: View;
  #listeners = new Set<() => void>();
  #started = false;

  constructor(client: AdminClient, state: VoiceState, numberId: string) {
    const onSteps = (steps: TestStep[]) => this.#set({ steps });
    this.engine = new CallEngine({
      gateway: createTestGateway({ client, state, numberId, onSteps }),
      closeProtection: true,
      onCallId: (callId) => this.#set({ callId }),
    });
    this.#view = {
      snapshot: this.engine.snapshot,
      notes: { startedAtMs: Date.now() },
      steps: [],
      callId: undefined,
      levels: { microphone: 0, remote: 0 },
    };
    this.engine.subscribe(() => this.#note());
    this.engine.subscribeLevels((levels) => {
      const { notes } = this.#view;
      const heard = levels.remote > 0 && notes.answeredAtMs && !notes.soundAtMs;
      this.#set({ levels, ...(heard && { notes: { ...notes, soundAtMs: Date.now() } }) });
    });
  }

  readonly view = (): View => this.#view;
  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  /** React mounts effects twice in development; a call is placed once. */
  readonly start = (target: DialTarget) => {
    if (this.#started) return;
    this.#started = true;
    this.#set({ notes: { startedAtMs: Date.now() } });
    this.engine.dial(target);
  };
  readonly stop = () => this.engine.hangup();

  #note() {
    const { snapshot } = this.engine;
    const notes = { ...this.#view.notes };
    const now = Date.now();
    const { phase } = snapshot;
    if (phase === 'connecting') notes.microphoneAtMs ??= now;
    if (phase === 'ringing') notes.ringingAtMs ??= now;
    if (phase === 'in-call') notes.answeredAtMs ??= now;
    if (phase === 'ended' || phase === 'failed') notes.overAtMs ??= now;
    this.#set({ snapshot, notes });
  }

  #set(change: Partial<View>) {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}
