import { Button, Text } from '@mantine/core';
import {
  IconAlertTriangle,
  IconDeviceMobile,
  IconPhoneOff,
  IconPlugConnectedX,
  IconPower,
} from '@tabler/icons-react';
import type { Microphone, Phone } from '../core/phone';
import { formatNumber } from '../core/phoneNumber';
import type { EndedCall, PhoneState } from '../core/phoneState';
import { endingText, texts } from '../texts';
import classes from './PhoneCard.module.css';
import { PhoneSettings } from './PhoneSettings';

interface StandbyFaceProps {
  phone: Phone;
  state: Extract<PhoneState, { name: 'off' | 'connecting' | 'idle' }>;
  listening: boolean;
  microphone: Microphone;
}

/** The phone while nobody calls it. */
export function StandbyFace({ phone, state, listening, microphone }: StandbyFaceProps) {
  const { Icon, tone, title, hint } = describe(state, phone.number);
  return (
    <div className={classes.screen} data-tone={tone}>
      <div className={classes.middle}>
        <span className={classes.emblem} data-busy={tone === 'waiting' || undefined}>
          <Icon size={40} stroke={1.6} aria-hidden />
        </span>
        <Text className={classes.headline}>{title}</Text>
        {hint && (
          <Text size="sm" className={classes.secondary}>
            {hint}
          </Text>
        )}
        {state.lastCall && <LastCall call={state.lastCall} />}
      </div>
      {state.name === 'off' ? (
        <Button
          fullWidth
          size="md"
          color="call"
          leftSection={<IconPower size={20} aria-hidden />}
          onClick={() => phone.powerOn()}
          data-keep-focus
        >
          {texts.powerOn}
        </Button>
      ) : (
        <PhoneSettings phone={phone} listening={listening} microphone={microphone} />
      )}
    </div>
  );
}

function LastCall({ call }: { call: EndedCall }) {
  return (
    <div className={classes.lastCall} data-testid="last-call" data-end-reason={call.reason}>
      <IconPhoneOff size={18} aria-hidden />
      <span>
        <strong>{formatNumber(call.from)}</strong>
        <br />
        {endingText(call)}
      </span>
    </div>
  );
}

function describe(state: StandbyFaceProps['state'], number: string) {
  if (state.name === 'off')
    return { Icon: IconDeviceMobile, tone: 'off', title: texts.offTitle, hint: texts.offHint };
  if (state.name === 'idle')
    return { Icon: IconDeviceMobile, tone: 'ready', title: texts.idleTitle, hint: texts.idleHint(number) };
  if (state.problem)
    return { Icon: IconAlertTriangle, tone: 'trouble', title: texts.refusedTitle, hint: state.problem };
  if (state.failedAttempts > 0)
    return {
      Icon: IconPlugConnectedX,
      tone: 'trouble',
      title: texts.unreachableTitle,
      hint: texts.unreachableHint,
    };
  return { Icon: IconDeviceMobile, tone: 'waiting', title: texts.connectingTitle, hint: '' };
}
