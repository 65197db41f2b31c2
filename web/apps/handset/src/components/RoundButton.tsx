import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './RoundButton.module.css';

interface RoundButtonProps {
  /** The accessible name. */
  label: string;
  /** What is written below, when the name is too long for it. The name must contain it in full or in part. */
  caption?: string;
  color: 'call' | 'danger' | 'gray';
  onClick: () => void;
  /** Takes the focus when the button that had it disappears. */
  keepFocus?: boolean;
  children: ReactNode;
}

/** The big keys at the foot of a phone. */
export function RoundButton({ label, caption, color, onClick, keepFocus, children }: RoundButtonProps) {
  return (
    <UnstyledButton
      className={classes.button}
      aria-label={label}
      title={label}
      onClick={onClick}
      data-keep-focus={keepFocus}
    >
      <span className={classes.disc} data-color={color}>
        {children}
      </span>
      <span className={classes.caption}>{caption ?? label}</span>
    </UnstyledButton>
  );
}
