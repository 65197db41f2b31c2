import { Button } from '@mantine/core';
import { IconDeviceMobile, IconPhoneFilled } from '@tabler/icons-react';
import type { DialTarget } from '@teleperson/call-core';
import { telLink } from '../format';
import { texts } from '../texts';
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
  if (!access.canCall || !callable) return <PhoneLink target={target} />;
  return (
    <Button
      color="call"
      size="sm"
      leftSection={<IconPhoneFilled size={15} aria-hidden />}
      aria-label={texts.callName(target)}
      disabled={access.busy}
      data-number-id={target.numberId}
      onClick={() => onCall(target)}
    >
      {texts.call}
    </Button>
  );
}

function PhoneLink({ target }: { target: DialTarget }) {
  const href = telLink(target.display);
  if (!href) return null;
  return (
    <Button
      component="a"
      href={href}
      variant="default"
      size="sm"
      leftSection={<IconDeviceMobile size={16} aria-hidden />}
      aria-label={texts.phoneName(target)}
    >
      {texts.phone}
    </Button>
  );
}
