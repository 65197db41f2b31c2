import { VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import type { Severity } from '../core/call';
import { texts } from '../texts';
import classes from './Findings.module.css';

const icons = { problem: IconCircleX, warning: IconAlertTriangle, hint: IconInfoCircle };

/** How bad it is: by shape and colour, and in words for those who see neither. */
export function SeverityMark({ severity }: { severity: Severity }) {
  const Icon = icons[severity];
  return (
    <span className={classes.mark} data-severity={severity}>
      <Icon size={18} aria-hidden />
      <VisuallyHidden>{texts.severity[severity]}: </VisuallyHidden>
    </span>
  );
}
