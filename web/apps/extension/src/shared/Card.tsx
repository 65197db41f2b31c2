import { Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface CardProps {
  title: string;
  intro?: string;
  children: ReactNode;
}

/** A section of a settings page. */
export function Card({ title, intro, children }: CardProps) {
  return (
    <Paper component="section" withBorder radius="lg" p="lg" bg="var(--tp-surface)" aria-label={title}>
      <Stack gap="md">
        <div>
          <Title order={2} size="h4">
            {title}
          </Title>
          {intro && (
            <Text size="sm" c="dimmed" mt={4}>
              {intro}
            </Text>
          )}
        </div>
        {children}
      </Stack>
    </Paper>
  );
}
