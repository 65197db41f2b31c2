import { Button, type ButtonProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { openPlace } from './place';

interface PlaceLinkProps extends ButtonProps {
  /** `users`, or `voice/try`. */
  to: string;
  children: ReactNode;
}

/** Leads to another part of the dashboard. A link, so that it can be opened in a tab of its own. */
export function PlaceLink({ to, children, ...props }: PlaceLinkProps) {
  return (
    <Button
      component="a"
      href={`#${to}`}
      variant="default"
      size="compact-sm"
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        openPlace(to);
      }}
      {...props}
    >
      {children}
    </Button>
  );
}
