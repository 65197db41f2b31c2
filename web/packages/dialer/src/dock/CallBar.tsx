import { ActionIcon, Loader, Text } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconDialpad,
  IconMicrophone,
  IconMicrophoneOff,
  IconPhoneFilled,
  IconPhoneOff,
  IconWifiOff,
} from '@tabler/icons-react';
import type { CallBackend } from '@teleperson/call-core';
import { useTexts } from '@teleperson/texts';
import type { ReactNode } from 'react';
import { PhoneNumberText } from '../PhoneNumberText';
import type { ActiveSnapshot, Panel } from './ActiveCall';
import classes from './CallBar.module.css';
import { CallTimer } from './CallTimer';
import { QualityBars } from './QualityBars';

interface CallBarProps {
  backend: CallBackend;
  call: ActiveSnapshot;
  panel: Panel;
  onPanel: (panel: Panel) => void;
}

/** The compact dock: who, how it stands, and the buttons that matter. */
export function CallBar({ backend, call, panel, onPanel }: CallBarProps) {
  const t = useTexts();
  const talking = call.phase === 'in-call' || call.phase === 'reconnecting';
  const muted = talking && call.muted;
  const toggle = (which: Panel) => onPanel(panel === which ? 'none' : which);
  const keypadLabel = panel === 'keypad' ? t('dialer.dock.hideKeypad') : t('dialer.dock.keypad');
  const hangupLabel = talking ? t('dialer.dock.hangUp') : t('dialer.dock.cancel');
  const soundLabel = panel === 'sound' ? t('dialer.dock.hideSound') : t('dialer.dock.sound');
  return (
    <div className={classes.bar}>
      <StatusIcon call={call} />
      <div className={classes.about}>
        <Text size="sm" fw={600} lh={1.25} truncate dir="auto" w="fit-content" maw="100%">
          {call.target.company}
        </Text>
        <Text size="xs" lh={1.3} className={classes.status} component="div">
          <Status call={call} />
        </Text>
      </div>
      {talking && (
        <>
          <BarButton
            label={muted ? t('dialer.dock.unmute') : t('dialer.dock.mute')}
            pressed={muted}
            color={muted ? 'caution' : 'gray'}
            onClick={() => backend.mute(!muted)}
          >
            {muted ? <IconMicrophoneOff size={19} /> : <IconMicrophone size={19} />}
          </BarButton>
          <BarButton label={keypadLabel} expanded={panel === 'keypad'} onClick={() => toggle('keypad')}>
            <IconDialpad size={19} />
          </BarButton>
          <BarButton label={soundLabel} expanded={panel === 'sound'} onClick={() => toggle('sound')}>
            <IconAdjustmentsHorizontal size={19} />
          </BarButton>
        </>
      )}
      <ActionIcon
        color="danger"
        size={36}
        radius="xl"
        aria-label={hangupLabel}
        title={hangupLabel}
        disabled={call.phase === 'ending'}
        onClick={() => backend.hangup()}
        className={classes.hangup}
      >
        <IconPhoneOff size={19} aria-hidden />
      </ActionIcon>
    </div>
  );
}

interface BarButtonProps {
  label: string;
  color?: string;
  pressed?: boolean;
  expanded?: boolean;
  onClick: () => void;
  children: ReactNode;
}

function BarButton({ label, color = 'gray', pressed, expanded, onClick, children }: BarButtonProps) {
  return (
    <ActionIcon
      variant={pressed || expanded ? 'light' : 'subtle'}
      color={color}
      size={36}
      radius="xl"
      aria-label={label}
      title={label}
      aria-expanded={expanded}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  );
}

function StatusIcon({ call }: { call: ActiveSnapshot }) {
  if (call.phase === 'connecting' || call.phase === 'ending')
    return <Loader size={22} color="gray" aria-hidden className={classes.loader} />;
  return (
    <span className={classes.icon} data-phase={call.phase} aria-hidden>
      {call.phase === 'requesting-microphone' && <IconMicrophone size={18} />}
      {call.phase === 'reconnecting' && <IconWifiOff size={18} />}
      {(call.phase === 'ringing' || call.phase === 'in-call') && <IconPhoneFilled size={16} />}
    </span>
  );
}

function Status({ call }: { call: ActiveSnapshot }) {
  const t = useTexts();
  if (call.phase === 'in-call')
    return (
      <>
        <CallTimer sinceMs={call.answeredAtMs} />
        {call.muted ? <span>{t('dialer.dock.muted')}</span> : <QualityBars quality={call.quality} />}
      </>
    );
  return (
    <>
      <span>{t(`dialer.phase.${call.phase}`)}</span>
      {call.phase === 'reconnecting' && <CallTimer sinceMs={call.answeredAtMs} />}
      {call.phase === 'ringing' && (
        <span className={classes.number}>
          <PhoneNumberText display={call.target.display} />
        </span>
      )}
    </>
  );
}
