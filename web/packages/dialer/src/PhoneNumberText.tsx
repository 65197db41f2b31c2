import { VisuallyHidden } from '@mantine/core';
import { useTexts } from '@teleperson/texts';
import classes from './PhoneNumberText.module.css';
import { spokenNumber } from './spokenNumber';

/** A phone number: for the eye as it is written, left to right in every language; for the ear digit by digit. */
export function PhoneNumberText({ display }: { display: string }) {
  const t = useTexts();
  return (
    <>
      <bdi dir="ltr" aria-hidden className={classes.number}>
        {display}
      </bdi>
      <VisuallyHidden component="span">{spokenNumber(display, t('dialer.number.plus'))}</VisuallyHidden>
    </>
  );
}
