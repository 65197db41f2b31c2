import { ActionIcon, VisuallyHidden } from '@mantine/core';
import { IconPower, IconX } from '@tabler/icons-react';
import { useRef, useSyncExternalStore } from 'react';
import type { Phone } from '../core/phone';
import { announcement, texts } from '../texts';
import { InCallFace } from './InCallFace';
import classes from './PhoneCard.module.css';
import { RingingFace } from './RingingFace';
import { StandbyFace } from './StandbyFace';
import { useKeptFocus } from './useKeptFocus';
import { useRingingTitle } from './useRingingTitle';

interface PhoneCardProps {
  phone: Phone;
  /** Absent for a page's only phone. */
  onRemove?: () => void;
}

export function PhoneCard({ phone, onRemove }: PhoneCardProps) {
  const { state, listening, microphone } = useSyncExternalStore(phone.subscribe, phone.getSnapshot);
  const card = useRef<HTMLElement>(null);
  useKeptFocus(card, state.name);
  useRingingTitle(state);
  const unreachable = state.name === 'connecting' && (state.failedAttempts > 0 || state.problem);
  const settings = { phone, listening, microphone };

  return (
    <section
      ref={card}
      className={classes.phone}
      tabIndex={-1}
      aria-label={texts.phone(phone.number)}
      data-testid="phone"
      data-phone-number={phone.number}
      data-phone-state={state.name}
    >
      <div className={classes.bar}>
        <span className={classes.light} data-status={unreachable ? 'unreachable' : state.name} />
        <span className={classes.number}>{texts.numberOf(phone.number)}</span>
        <span className={classes.status}>{texts.status[unreachable ? 'unreachable' : state.name]}</span>
        {state.name !== 'off' && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={texts.powerOff}
            title={texts.powerOff}
            onClick={() => phone.powerOff()}
          >
            <IconPower size={18} aria-hidden />
          </ActionIcon>
        )}
        {onRemove && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={texts.remove(phone.number)}
            title={texts.remove(phone.number)}
            onClick={onRemove}
          >
            <IconX size={18} aria-hidden />
          </ActionIcon>
        )}
      </div>
      <VisuallyHidden role="alert" data-testid="announcement">
        {announcement(state)}
      </VisuallyHidden>
      {state.name === 'ringing' && <RingingFace phone={phone} call={state.call} />}
      {state.name === 'in-call' && <InCallFace state={state} {...settings} />}
      {state.name !== 'ringing' && state.name !== 'in-call' && <StandbyFace state={state} {...settings} />}
    </section>
  );
}
