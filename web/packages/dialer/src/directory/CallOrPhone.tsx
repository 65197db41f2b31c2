import { Button } from '@mantine/core';
import { IconDeviceMobile, IconPhoneFilled } from '@tabler/icons-react';
import type { DialTarget } from '@teleperson/call-core';
import { useTexts, type Words } from '@teleperson/texts';
import { telLink } from '../format';
import { spokenNumber } from '../spokenNumber';
import type { Access } from './Directory';

interface CallOrPhoneProps {
  target: DialTarget;
  /** Whether this very number may be called. */
  callable: boolean;
  access: Access;
  onCall: (target: DialTarget) => void;
}

/** The Call button, or where there is none a link for the person's own phone. */
export function CallOrPhone({ target, callable, access, onCall }: CallOrPhoneProps) {
  const t = useTexts();
  if (!access.canCall || !callable) return <PhoneLink target={target} />;
  return (
    <Button
      color="call"
      size="sm"
      leftSection={<IconPhoneFilled size={15} aria-hidden />}
      aria-label={t('dialer.number.callName', spoken(t, target))}
      disabled={access.busy}
      data-number-id={target.numberId}
      onClick={() => onCall(target)}
    >
      {t('dialer.number.call')}
    </Button>
  );
}

function PhoneLink({ target }: { target: DialTarget }) {
  const t = useTexts();
  const href = telLink(target.display);
  if (!href) return null;
  return (
    <Button
      component="a"
      href={href}
      variant="default"
      size="sm"
      leftSection={<IconDeviceMobile size={16} aria-hidden />}
      aria-label={t('dialer.number.phoneName', spoken(t, target))}
    >
      {t('dialer.number.phone')}
    </Button>
  );
}

/** The parts of a button's name. Its number is read digit by digit, as the text beside it is. */
const spoken = (t: Words, { company, label, display }: DialTarget) => ({
  company,
  label,
  number: spokenNumber(display, t('dialer.number.plus')),
});
