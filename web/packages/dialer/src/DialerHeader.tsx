import { Badge, Container, Group, Skeleton, Text, Tooltip } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import type { Profile } from '@teleperson/api';
import { useTexts } from '@teleperson/texts';
import { ColorSchemeToggle, Wordmark } from '@teleperson/ui';
import type { ReactNode } from 'react';
import classes from './DialerHeader.module.css';

interface DialerHeaderProps {
  /** Undefined while it loads. */
  profile: Profile | undefined;
  sandbox: boolean;
  actions: ReactNode;
}

export function DialerHeader({ profile, sandbox, actions }: DialerHeaderProps) {
  const t = useTexts();
  return (
    <header className={classes.header}>
      <Container size={1080} px={{ base: 'sm', sm: 'lg' }} className={classes.row}>
        <Wordmark page={t('dialer.title')} heading />
        <Group gap={6} wrap="nowrap" className={classes.who}>
          {profile ? <Who profile={profile} /> : <Skeleton w={120} h={18} radius="xl" />}
          {sandbox && <SandboxBadge />}
        </Group>
        <Group gap={4} wrap="nowrap" className={classes.actions}>
          <ColorSchemeToggle />
          {actions}
        </Group>
      </Container>
    </header>
  );
}

const capitalized = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

function Who({ profile }: { profile: Profile }) {
  const t = useTexts();
  return (
    <>
      {profile.first_name && (
        <Text size="sm" truncate>
          {t('dialer.greeting', { name: profile.first_name })}
        </Text>
      )}
      <Badge variant="default" tt="none" fw={500} className={classes.badge}>
        {profile.plan ? t('dialer.plan', { plan: capitalized(profile.plan) }) : t('dialer.noPlan')}
      </Badge>
    </>
  );
}

function SandboxBadge() {
  const t = useTexts();
  return (
    <Tooltip
      withinPortal={false}
      label={t('dialer.sandboxHelp')}
      multiline
      w={220}
      events={{ hover: true, focus: true, touch: true }}
    >
      <Badge
        tabIndex={0}
        color="caution"
        tt="none"
        fw={600}
        leftSection={<IconFlask size={13} aria-hidden />}
        className={classes.badge}
      >
        {t('dialer.sandbox')}
      </Badge>
    </Tooltip>
  );
}
