import type { CallBackend, CallSnapshot } from '@teleperson/call-core';
import { type KeyboardEvent, useState } from 'react';
import { CallBar } from './CallBar';
import { Keypad } from './Keypad';
import { PhaseHint } from './PhaseHint';
import { QualityHint } from './QualityHint';
import { SoundPanel } from './SoundPanel';

export type ActiveSnapshot = Exclude<CallSnapshot, { phase: 'idle' | 'ended' | 'failed' }>;
export type Panel = 'none' | 'keypad' | 'sound';

/** A call under way: the bar, and above it the keypad or the sound settings when they are open. */
export function ActiveCall({ backend, call }: { backend: CallBackend; call: ActiveSnapshot }) {
  const [wanted, setPanel] = useState<Panel>('none');
  const [pressed, setPressed] = useState('');
  const talking = call.phase === 'in-call' || call.phase === 'reconnecting';
  const panel = talking ? wanted : 'none';

  const press = (key: string) => {
    if (call.phase !== 'in-call') return;
    backend.digits(key);
    setPressed((before) => before + key);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.key === 'Escape' && panel !== 'none') {
      event.currentTarget.querySelector<HTMLElement>('[aria-expanded="true"]')?.focus();
      setPanel('none');
    } else if (panel === 'keypad' && /^[0-9*#]$/.test(event.key)) {
      event.preventDefault();
      press(event.key);
    }
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys typed anywhere in the dock reach the keypad; its buttons do the same.
    <div onKeyDown={onKeyDown}>
      {panel === 'keypad' && <Keypad pressed={pressed} onPress={press} disabled={call.phase !== 'in-call'} />}
      {panel === 'sound' && talking && <SoundPanel backend={backend} quality={call.quality} />}
      {call.phase === 'in-call' && panel !== 'sound' && (
        <QualityHint quality={call.quality} muted={call.muted} />
      )}
      <PhaseHint key={call.phase} phase={call.phase} />
      <CallBar backend={backend} call={call} panel={panel} onPanel={setPanel} />
    </div>
  );
}
