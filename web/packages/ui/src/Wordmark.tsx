import { Group, Text } from '@mantine/core';
import { IconPhoneCall } from '@tabler/icons-react';
import classes from './Wordmark.module.css';

interface WordmarkProps {
  page: string;
  /** Whether the name is the page's level-one heading. */
  heading?: boolean;
}

/** The product's mark, with the name of the page beside it. */
export function Wordmark({ page, heading = false }: WordmarkProps) {
  return (
    <Group gap="xs" wrap="nowrap">
      <span className={classes.mark}>
        <IconPhoneCall size={18} stroke={2} aria-hidden />
      </span>
      <Text component={heading ? 'h1' : 'p'} m={0} fz="md" fw={650} lh={1.2} truncate>
        {page}
      </Text>
    </Group>
  );
}
