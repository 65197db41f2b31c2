import { Group, Text } from '@mantine/core';
import { IconPhoneCall } from '@tabler/icons-react';
import classes from './Wordmark.module.css';

/** The product's mark, with the name of the page beside it. */
export function Wordmark({ page }: { page: string }) {
  return (
    <Group gap="xs" wrap="nowrap">
      <span className={classes.mark}>
        <IconPhoneCall size={18} stroke={2} aria-hidden />
      </span>
      <Text fw={650} lh={1.2} truncate>
        {page}
      </Text>
    </Group>
  );
}
