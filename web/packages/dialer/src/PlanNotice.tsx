import { Alert, Button, Text } from '@mantine/core';
import { IconArrowUpRight, IconPhoneOff, IconSparkles } from '@tabler/icons-react';
import type { Profile, VoiceConfig } from '@teleperson/api';
import { useTexts } from '@teleperson/texts';
import { explainFailure } from './explain';
import { webLink } from './webLink';

/** Says why there are no Call buttons, and the way to get them. Nothing when there are. */
export function PlanNotice({ profile, config }: { profile: Profile; config: VoiceConfig }) {
  const t = useTexts();
  if (!profile.voip) {
    return (
      <Alert
        variant="light"
        color="brand"
        icon={<IconSparkles aria-hidden />}
        title={t('dialer.planNotice.upgradeTitle')}
      >
        <Text size="sm">{t('dialer.planNotice.upgradeText')}</Text>
        <UpgradeButton url={profile.upgrade_url ?? undefined} />
      </Alert>
    );
  }
  if (!config.enabled) {
    const advice = config.reason ? explainFailure(t, config.reason).advice : t('dialer.planNotice.offText');
    return (
      <Alert
        variant="light"
        color="caution"
        icon={<IconPhoneOff aria-hidden />}
        title={t('dialer.planNotice.offTitle')}
      >
        <Text size="sm">{advice}</Text>
      </Alert>
    );
  }
  return null;
}

/** Leads to the plans, if the operator has said where they are. */
export function UpgradeButton({ url }: { url: string | undefined }) {
  const t = useTexts();
  const href = webLink(url);
  if (!href) return null;
  return (
    <Button
      component="a"
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      size="xs"
      mt="xs"
      rightSection={<IconArrowUpRight size={16} aria-hidden data-mirrored />}
    >
      {t('dialer.planNotice.upgrade')}
    </Button>
  );
}
