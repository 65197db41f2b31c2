import { Button, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { AdminClient } from '@teleperson/api';
import { explainError } from '../explainError';
import { type Filters, toSearch } from './filters';
import { words } from './texts';

/** Saves what the filters show, all pages of it, as a file. */
export function ExportButton({ client, filters }: { client: AdminClient; filters: Filters }) {
  const download = useMutation({
    mutationFn: () => client.exportAuditLog(toSearch(filters)),
    onSuccess: (file) => save(file, `audit-log-${new Date().toISOString().slice(0, 10)}.csv`),
  });
  return (
    <Stack gap={4} align="flex-start">
      <Button
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        loading={download.isPending}
        onClick={() => download.mutate()}
      >
        {words.export}
      </Button>
      {download.error && (
        <Text role="alert" size="xs" c="var(--mantine-color-error)">
          {words.exportFailed} {explainError(download.error)}
        </Text>
      )}
    </Stack>
  );
}

function save(file: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
