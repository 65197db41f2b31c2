import { Button, CloseButton, Group, Text, ThemeIcon, Title } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconPhone, IconPhoneOff } from '@tabler/icons-react';
import type { CallBackend } from '@teleperson/call-core';
import { useFormats, useTexts } from '@teleperson/texts';
import { UpgradeButton } from '../PlanNotice';
import classes from './CallOver.module.css';
import { explainEnd, type OverSnapshot } from './explainEnd';

interface CallOverProps {
  backend: CallBackend;
  call: OverSnapshot;
  upgradeUrl: string | undefined;
}

/** Why the call is over, in plain words, and what can be done. */
export function CallOver({ backend, call, upgradeUrl }: CallOverProps) {
  const t = useTexts();
  const { title, details } = explainEnd(t, useFormats(), call);
  const needsUpgrade = call.reason === 'plan_without_voip';
  return (
    <div className={classes.over}>
      <EndIcon call={call} />
      <div className={classes.about}>
        <Text size="xs" c="dimmed" truncate>
          <bdi>{call.target.company}</bdi> · <bdi>{call.target.label}</bdi>
        </Text>
        <Title order={2} size="h5" lh={1.3}>
          {title}
        </Title>
        {details.map((detail) => (
          <Text key={detail} size="sm" c="dimmed" lh={1.4}>
            {detail}
          </Text>
        ))}
        {backend.allowMicrophone && microphoneNotAllowed.has(call.reason) && (
          <Button size="xs" mt="xs" onClick={backend.allowMicrophone}>
            {t('dialer.dock.allowMicrophone')}
          </Button>
        )}
        {needsUpgrade ? (
          <UpgradeButton url={upgradeUrl} />
        ) : (
          !isPointless(call) && (
            <Group gap="xs" mt="xs">
              <Button
                size="xs"
                variant="light"
                color="call"
                leftSection={<IconPhone size={16} aria-hidden />}
                onClick={() => backend.dial(call.target)}
              >
                {t('dialer.dock.callAgain')}
              </Button>
            </Group>
          )
        )}
      </div>
      <CloseButton
        aria-label={t('dialer.dock.close')}
        onClick={() => backend.dismiss()}
        className={classes.close}
      />
    </div>
  );
}

/** Dialling the same number again cannot help before something else has changed. */
function isPointless(call: OverSnapshot): boolean {
  return pointless.has(call.reason);
}

const microphoneNotAllowed = new Set<string>(['microphone_denied', 'microphone_dismissed']);

const pointless = new Set<string>([
  'not_in_service',
  'unauthorized',
  'user_disabled',
  'voice_not_configured',
  'number_not_found',
  'number_not_verified',
  'verification_lapsed',
  'region_not_allowed',
  'number_type_not_allowed',
  'daily_limit_reached',
  'insecure_page',
  'browser_unsupported',
  'software_not_loaded',
  'sandbox_refused',
  'application_not_found',
]);

function EndIcon({ call }: { call: OverSnapshot }) {
  if (call.phase === 'failed')
    return (
      <ThemeIcon variant="light" color="danger" size={38} radius="xl">
        <IconAlertTriangle size={20} aria-hidden />
      </ThemeIcon>
    );
  const completed = call.reason === 'completed';
  return (
    <ThemeIcon variant="light" color={completed ? 'call' : 'gray'} size={38} radius="xl">
      {completed ? <IconCheck size={20} aria-hidden /> : <IconPhoneOff size={20} aria-hidden />}
    </ThemeIcon>
  );
}
