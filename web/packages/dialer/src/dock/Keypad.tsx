import { Text, UnstyledButton } from '@mantine/core';
import { useTexts } from '@teleperson/texts';
import { useEffect, useRef } from 'react';
import classes from './Keypad.module.css';

const keys = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', ''],
  ['0', ''],
  ['#', ''],
] as const;

interface KeypadProps {
  /** All keys pressed in this call. */
  pressed: string;
  onPress: (key: string) => void;
  disabled: boolean;
}

/** Twelve keys. Takes the focus when it opens, so that one can type at once. */
export function Keypad({ pressed, onPress, disabled }: KeypadProps) {
  const t = useTexts();
  const names: Partial<Record<string, string>> = { '*': t('dialer.dock.star'), '#': t('dialer.dock.pound') };
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls; this is a group of buttons.
    <div role="group" aria-label={t('dialer.dock.keypad')} className={classes.keypad}>
      <output aria-label={t('dialer.dock.pressed')} className={classes.pressed}>
        {pressed.slice(-24) || <span className={classes.hint}>{t('dialer.dock.keypadHelp')}</span>}
      </output>
      <div className={classes.keys}>
        {keys.map(([key, letters]) => (
          <UnstyledButton
            key={key}
            ref={key === '1' ? first : undefined}
            className={classes.key}
            aria-label={names[key] ?? key}
            disabled={disabled}
            onClick={() => onPress(key)}
          >
            <span className={classes.digit}>{key}</span>
            <Text component="span" className={classes.letters} aria-hidden>
              {letters}
            </Text>
          </UnstyledButton>
        ))}
      </div>
    </div>
  );
}
