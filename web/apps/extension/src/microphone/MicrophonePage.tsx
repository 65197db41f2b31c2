import { Button, Group, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconCheck, IconMicrophone, IconMicrophoneOff } from '@tabler/icons-react';
import { useTexts } from '@teleperson/texts';
import { useEffect, useRef } from 'react';
import { PageFrame } from '../shared/PageFrame';
import { useMicrophone } from './useMicrophone';
import { useWaitingCall } from './useWaitingCall';

/** Asks for the microphone in the place of the panel, which can show no prompt, and tells the waiting call. */
export function MicrophonePage() {
  const t = useTexts();
  const [state, ask] = useMicrophone();
  const call = useWaitingCall(state);
  useEffect(() => {
    if (call === 'goes-on') void closeThisTab();
  }, [call]);
  const asked = useRef(false);
  useEffect(() => {
    if (state !== 'prompt' || asked.current) return;
    asked.current = true;
    void ask();
  }, [state, ask]);

  const face = faces[state];
  return (
    <PageFrame>
      <Stack align="center" ta="center" gap="sm" py="xl" role="status" data-microphone={state}>
        <ThemeIcon variant="light" color={face.color} size={72} radius="xl">
          <face.icon size={36} stroke={1.6} aria-hidden />
        </ThemeIcon>
        <Title order={1} size="h2">
          {t(face.title)}
        </Title>
        <Text maw={420}>{t(call === 'goes-on' ? 'extension.microphone.goesOn' : face.text)}</Text>
        {face.why && (
          <Text size="sm" c="dimmed" maw={420}>
            {t('extension.microphone.why')}
          </Text>
        )}
        {(state === 'denied' || state === 'missing') && (
          <Group mt="sm">
            <Button onClick={ask}>{t('extension.microphone.again')}</Button>
            {state === 'denied' && (
              <Button variant="default" onClick={openSiteSettings}>
                {t('extension.microphone.openSettings')}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </PageFrame>
  );
}

const asking = {
  icon: IconMicrophone,
  color: 'brand',
  title: 'extension.microphone.title',
  text: 'extension.microphone.asking',
  why: true,
} as const;

const faces = {
  unknown: asking,
  prompt: asking,
  asking,
  granted: {
    icon: IconCheck,
    color: 'call',
    title: 'extension.microphone.granted',
    text: 'extension.microphone.grantedText',
    why: false,
  },
  denied: {
    icon: IconMicrophoneOff,
    color: 'danger',
    title: 'extension.microphone.denied',
    text: 'extension.microphone.deniedText',
    why: true,
  },
  missing: {
    icon: IconMicrophoneOff,
    color: 'caution',
    title: 'extension.microphone.missing',
    text: 'extension.microphone.missingText',
    why: false,
  },
} as const;

function openSiteSettings(): void {
  const site = encodeURIComponent(`chrome-extension://${chrome.runtime.id}`);
  void chrome.tabs.create({ url: `chrome://settings/content/siteDetails?site=${site}` });
}

/** Back to the page from which the person called. */
async function closeThisTab(): Promise<void> {
  const tab = await chrome.tabs.getCurrent();
  if (tab?.id !== undefined) await chrome.tabs.remove(tab.id);
}
