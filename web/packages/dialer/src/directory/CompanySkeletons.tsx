import { Group, Paper, Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useTexts } from '@teleperson/texts';
import classes from './Directory.module.css';

const places = ['a', 'b', 'c', 'd', 'e', 'f'];

/** The shape of the list while it loads. */
export function CompanySkeletons() {
  const t = useTexts();
  return (
    <div className={classes.list}>
      <VisuallyHidden role="status">{t('dialer.directory.loading')}</VisuallyHidden>
      {places.map((place) => (
        <Paper key={place} withBorder p="md" radius="lg" aria-hidden>
          <Group wrap="nowrap">
            <Skeleton circle height={40} />
            <Stack gap={8} flex={1}>
              <Skeleton h={12} w="55%" />
              <Skeleton h={10} w="35%" />
            </Stack>
          </Group>
          <Group mt="lg" justify="space-between" wrap="nowrap">
            <Stack gap={8} flex={1}>
              <Skeleton h={10} w="30%" />
              <Skeleton h={12} w="50%" />
            </Stack>
            <Skeleton h={34} w={84} />
          </Group>
        </Paper>
      ))}
    </div>
  );
}
