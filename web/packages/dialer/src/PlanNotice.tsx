import { Alert, Button, Text } from '@mantine/core';
import { IconArrowUpRight, IconPhoneOff, IconSparkles } from '@tabler/icons-react';
import type { Profile, VoiceConfig } from '@teleperson/api';
import { explainFailure, texts } from './texts';
import { webLink } from './webLink';

/** Says why there are no Call buttons, and the way to get them. Nothing when there are. */
export function PlanNotice({ profile, config }: { profile: Profile; config: VoiceConfig }) {
  if (!profile.voip) {
    return (
      <Alert variant="light" color="brand" icon={<IconSparkles aria-hidden />} title={texts.upgradeTitle}>
        <Text size="sm">{texts.upgradeText}</Text>
        <UpgradeButton url={profile.upgrade_url ?? undefined} />
      </Alert>
    );
  }
  if (!config.enabled) {
    const advice = config.reason ? explainFailure(config.reason).advice : texts.callingOffText;
    return (
      <Alert
        variant="light"
        color="caution"
        icon={<IconPhoneOff aria-hidden />}
        title={texts.callingOffTitle}
      >
        <Text size="sm">{advice}</Text>
      </Alert>
    );
  }
  return null;
}

/** Leads to the plans, if the operator has said where they are. */
export function UpgradeButton({ url }: { url: string | undefined }) {
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
      rightSection={<IconArrowUpRight size={16} aria-hidden />}
    >
      {texts.upgrade}
    </Button>
  );
}
