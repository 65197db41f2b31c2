import { Switch } from '@mantine/core';
import type { Microphone, Phone } from '../core/phone';
import { texts } from '../texts';
import classes from './PhoneCard.module.css';

interface PhoneSettingsProps {
  phone: Phone;
  listening: boolean;
  /** Absent while an answering machine speaks. */
  microphone?: Microphone;
}

export function PhoneSettings({ phone, listening, microphone }: PhoneSettingsProps) {
  return (
    <div className={classes.settings}>
      <Switch
        label={texts.listen}
        checked={listening}
        onChange={(event) => phone.setListening(event.currentTarget.checked)}
      />
      {microphone && (
        <Switch
          label={texts.microphone}
          description={microphone === 'refused' ? undefined : texts.microphoneHint[microphone]}
          error={microphone === 'refused' && texts.microphoneHint.refused}
          checked={microphone === 'on' || microphone === 'asking'}
          onChange={(event) => void phone.setMicrophone(event.currentTarget.checked)}
        />
      )}
    </div>
  );
}
