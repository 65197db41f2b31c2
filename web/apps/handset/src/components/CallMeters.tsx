import { LevelMeter } from '@teleperson/ui';
import { useEffect, useState } from 'react';
import type { Phone } from '../core/phone';
import { texts } from '../texts';
import classes from './PhoneCard.module.css';

const REFRESH_MS = 100;

/** Both directions of the call. `data-peak-hz` tells tests which tone arrives or leaves; 0 is silence. */
export function CallMeters({ phone }: { phone: Phone }) {
  const [reading, setReading] = useState({ received: 0, receivedHz: 0, sent: 0, sentHz: 0 });
  useEffect(() => {
    const reader = setInterval(() => {
      const { media } = phone;
      if (!media) return;
      setReading({
        received: media.received.level(),
        receivedHz: media.received.peakHz(),
        sent: media.sent.level(),
        sentHz: media.sent.peakHz(),
      });
    }, REFRESH_MS);
    return () => clearInterval(reader);
  }, [phone]);
  return (
    <div className={classes.meters}>
      <div data-testid="received-level" data-peak-hz={reading.receivedHz}>
        <span>{texts.youHear}</span>
        <LevelMeter level={reading.received} label={texts.youHear} />
      </div>
      <div data-testid="sent-level" data-peak-hz={reading.sentHz}>
        <span>{texts.theyHear}</span>
        <LevelMeter level={reading.sent} label={texts.theyHear} />
      </div>
    </div>
  );
}
