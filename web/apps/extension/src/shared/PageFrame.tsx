import { Container, Group, Stack } from '@mantine/core';
import { useTexts } from '@teleperson/texts';
import { ColorSchemeToggle, Wordmark } from '@teleperson/ui';
import type { ReactNode } from 'react';

/** A page of the extension in a tab: the mark, and one column. */
export function PageFrame({ children }: { children: ReactNode }) {
  const t = useTexts();
  return (
    <Container size={640} px="md" py="xl">
      <Stack gap="lg">
        <Group component="header" justify="space-between" wrap="nowrap">
          <Wordmark page={t('extension.name')} />
          <ColorSchemeToggle />
        </Group>
        <Stack component="main" gap="lg">
          {children}
        </Stack>
      </Stack>
    </Container>
  );
}
