import { Text } from '@mantine/core';
import { IconPhone, IconPhoneOff, IconRecordMail } from '@tabler/icons-react';
import type { Phone } from '../core/phone';
import { formatNumber } from '../core/phoneNumber';
import type { Call } from '../core/phoneState';
import { texts } from '../texts';
import classes from './PhoneCard.module.css';
import { RoundButton } from './RoundButton';

export function RingingFace({ phone, call }: { phone: Phone; call: Call }) {
  return (
    <div className={classes.screen} data-tone="ringing">
      <div className={classes.middle}>
        <span className={classes.emblem} data-ringing>
          <IconPhone size={44} stroke={1.6} aria-hidden />
        </span>
        <Text className={classes.caller} data-testid="caller">
          {formatNumber(call.from)}
        </Text>
        <Text size="sm" className={classes.secondary}>
          {texts.calling(call.to)}
        </Text>
      </div>
      <div className={classes.actions}>
        <RoundButton label={texts.decline} color="danger" onClick={() => phone.decline()}>
          <IconPhoneOff size={28} aria-hidden />
        </RoundButton>
        <RoundButton
          label={texts.voicemail}
          caption={texts.voicemailShort}
          color="gray"
          onClick={() => phone.letVoicemailAnswer()}
        >
          <IconRecordMail size={26} aria-hidden />
        </RoundButton>
        <RoundButton label={texts.answer} color="call" onClick={() => phone.answer()} keepFocus>
          <IconPhone size={28} aria-hidden />
        </RoundButton>
      </div>
    </div>
  );
}
