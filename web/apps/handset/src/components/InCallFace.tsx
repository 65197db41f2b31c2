import { Alert, Text } from '@mantine/core';
import { IconPhoneOff } from '@tabler/icons-react';
import type { Microphone, Phone } from '../core/phone';
import { formatNumber } from '../core/phoneNumber';
import type { PhoneState } from '../core/phoneState';
import { texts } from '../texts';
import { CallMeters } from './CallMeters';
import { CallTimer } from './CallTimer';
import classes from './PhoneCard.module.css';
import { PhoneSettings } from './PhoneSettings';
import { RoundButton } from './RoundButton';

interface InCallFaceProps {
  phone: Phone;
  state: Extract<PhoneState, { name: 'in-call' }>;
  listening: boolean;
  microphone: Microphone;
}

export function InCallFace({ phone, state, listening, microphone }: InCallFaceProps) {
  const { call, answeredAt, audio, digits, pickedUpBy } = state;
  return (
    <div className={classes.screen} data-tone="in-call" data-audio={audio}>
      <div className={classes.middle}>
        <Text className={classes.caller} data-testid="caller">
          {formatNumber(call.from)}
        </Text>
        <Text className={classes.timer}>
          {answeredAt === undefined ? (
            texts.pickingUp
          ) : (
            <CallTimer since={answeredAt} now={phone.parts.now} />
          )}
        </Text>
        <Text size="sm" className={classes.secondary}>
          {pickedUpBy === 'machine' && audio === 'flowing' ? texts.machineAnswered : texts.audio[audio]}
        </Text>
      </div>
      {audio === 'no-network' && <Alert color="caution">{texts.noNetwork}</Alert>}
      {audio === 'interrupted' && <Alert color="caution">{texts.interrupted}</Alert>}
      <CallMeters phone={phone} />
      <div className={classes.keys}>
        <span className={classes.secondary}>{texts.keysHeading}</span>
        <output className={classes.digits} data-testid="digits" aria-label={texts.keysHeading}>
          {digits || <span className={classes.noDigits}>{texts.noKeys}</span>}
        </output>
      </div>
      <PhoneSettings
        phone={phone}
        listening={listening}
        microphone={pickedUpBy === 'person' ? microphone : undefined}
      />
      <div className={classes.actions}>
        <RoundButton label={texts.hangUp} color="danger" onClick={() => phone.hangUp()} keepFocus>
          <IconPhoneOff size={28} aria-hidden />
        </RoundButton>
      </div>
    </div>
  );
}
