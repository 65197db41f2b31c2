import { Alert, Button, Divider, Drawer, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { AdminClient, AdminCompany, SavedCompany } from '@teleperson/api';
import { useFormats } from '@teleperson/texts';
import { useState } from 'react';
import { explainError } from '../explainError';
import { texts } from '../texts';
import { CompanyForm } from './CompanyForm';
import { Numbers } from './Numbers';
import { words } from './texts';
import { companiesKey, companyKey, useCompanyChange } from './useCompanyChange';

interface CompanyDrawerProps {
  client: AdminClient;
  /** Null: closed. */
  id: string | null;
  onClose: () => void;
}

/** All of one company. */
export function CompanyDrawer({ client, id, onClose }: CompanyDrawerProps) {
  const queryClient = useQueryClient();
  const found = useQuery({
    queryKey: companyKey(id ?? ''),
    queryFn: ({ signal }) => client.company(id ?? '', signal),
    enabled: id !== null,
  });
  const saved = found.data;
  const onSaved = (now: SavedCompany) => {
    queryClient.setQueryData(companyKey(now.company.id), now);
    void queryClient.invalidateQueries({ queryKey: companiesKey });
  };
  return (
    <Drawer.Root opened={id !== null} onClose={onClose} position="right" size="lg">
      <Drawer.Overlay />
      <Drawer.Content>
        {/* No landmark of the page: that has its banner. */}
        <Drawer.Header role="presentation">
          <Drawer.Title fw={650} fz="lg" lh={1.3} style={{ overflowWrap: 'anywhere' }}>
            {saved?.company.name ?? texts.loading}
          </Drawer.Title>
          <Drawer.CloseButton aria-label={words.close} />
        </Drawer.Header>
        <Drawer.Body>
          {found.isPending && (
            <Stack aria-busy aria-label={texts.loading}>
              {['a', 'b', 'c'].map((place) => (
                <Skeleton key={place} h={56} radius="md" />
              ))}
            </Stack>
          )}
          {found.isError && !saved && (
            <Stack align="flex-start" role="alert">
              <Text>{explainError(found.error)}</Text>
              <Button variant="default" onClick={() => void found.refetch()} loading={found.isFetching}>
                {texts.retry}
              </Button>
            </Stack>
          )}
          {saved && (
            <Stack gap="lg">
              {!saved.company.reviewed_at && <Pending client={client} company={saved.company} />}
              <Numbers client={client} company={saved.company} />
              <Divider />
              <CompanyForm key={saved.company.id} client={client} saved={saved} onSaved={onSaved} />
              <Divider />
              <Ending client={client} company={saved.company} onDeleted={onClose} />
            </Stack>
          )}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

interface PartProps {
  client: AdminClient;
  company: AdminCompany;
}

function Pending({ client, company }: PartProps) {
  const approve = useCompanyChange(() => client.reviewCompany(company.id, true));
  return (
    <Alert color="brand" icon={<IconEye aria-hidden />} title={words.pendingTitle}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{words.pendingText}</Text>
        {approve.error && (
          <Text role="alert" size="sm" c="var(--mantine-color-error)">
            {explainError(approve.error)}
          </Text>
        )}
        <Button size="compact-md" loading={approve.isPending} onClick={() => approve.mutate(undefined)}>
          {words.approve}
        </Button>
      </Stack>
    </Alert>
  );
}

function Ending({ client, company, onDeleted }: PartProps & { onDeleted: () => void }) {
  const formats = useFormats();
  const [asking, setAsking] = useState(false);
  const sendBack = useCompanyChange(() => client.reviewCompany(company.id, false));
  const remove = useCompanyChange(() => client.deleteCompany(company.id));
  const failed = sendBack.error ?? remove.error;
  return (
    <Stack gap="sm">
      {company.reviewed_at && (
        <Text size="sm" c="dimmed">
          {words.reviewed(formats.date(company.reviewed_at) ?? '')}
        </Text>
      )}
      {failed && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)">
          {explainError(failed)}
        </Text>
      )}
      {asking ? (
        <Stack gap="xs">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {words.reallyRemove(company.name, company.numbers.length)}
          </Text>
          <Group gap="xs">
            <Button
              color="danger"
              loading={remove.isPending}
              onClick={() => remove.mutate(undefined, { onSuccess: onDeleted })}
            >
              {words.reallyRemoveButton}
            </Button>
            <Button variant="default" onClick={() => setAsking(false)}>
              {words.keep}
            </Button>
          </Group>
        </Stack>
      ) : (
        <Group gap="xs">
          {company.reviewed_at && (
            <Button variant="default" loading={sendBack.isPending} onClick={() => sendBack.mutate(undefined)}>
              {words.sendBack}
            </Button>
          )}
          <Button variant="subtle" color="danger" onClick={() => setAsking(true)}>
            {words.remove}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
