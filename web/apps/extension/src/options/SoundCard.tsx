import { Button, Group, Text } from '@mantine/core';
import { IconMicrophone } from '@tabler/icons-react';
import { listAudioDevices, watchAudioDevices } from '@teleperson/call-core';
import { DeviceSelect, useAudioDevices } from '@teleperson/dialer';
import { useTexts } from '@teleperson/texts';
import { LevelMeter } from '@teleperson/ui';
import { useState } from 'react';
import { Card } from '../shared/Card';
import { chosenDevicesStore } from '../storage/chosenDevices';
import { speakAndHear } from './soundTest';

const load = async () => (await chosenDevicesStore.load()) ?? {};

/** The devices of the calls to come; a call under way has its own choice in the dock, which is remembered too. */
const devices = {
  list: async () => listAudioDevices(await load()),
  watch: watchAudioDevices,
  chooseMicrophone: async (microphone: string) => chosenDevicesStore.save({ ...(await load()), microphone }),
  chooseSpeaker: async (speaker: string) => chosenDevicesStore.save({ ...(await load()), speaker }),
};

type Step = 'idle' | 'recording' | 'playing' | 'done' | 'silent' | 'failed';

/** Which microphone and speaker, and whether one can hear oneself with them. */
export function SoundCard() {
  const t = useTexts();
  const [available, reload] = useAudioDevices(devices);
  const [step, setStep] = useState<Step>('idle');
  const [level, setLevel] = useState(0);
  const busy = step === 'recording' || step === 'playing';

  const test = async () => {
    setStep('recording');
    const chosen = await load();
    const end = await speakAndHear({
      ...chosen,
      onLevel: setLevel,
      onPlaying: () => setStep('playing'),
    }).catch(() => 'failed' as const);
    setStep(end === 'heard' ? 'done' : end);
    reload(); // The devices have names once the microphone was allowed.
  };
  const words = {
    idle: '',
    recording: t('extension.sound.recording'),
    playing: t('extension.sound.playing'),
    done: t('extension.sound.done'),
    silent: t('extension.sound.silent'),
    failed: t('extension.sound.failed'),
  };
  return (
    <Card title={t('extension.sound.title')} intro={t('extension.sound.intro')}>
      {available && available.microphones.length > 0 && (
        <DeviceSelect
          kind="microphone"
          devices={available.microphones}
          chosen={available.chosen.microphone}
          onChoose={(id) => void devices.chooseMicrophone(id).then(reload)}
        />
      )}
      {available && available.speakers.length > 0 && (
        <DeviceSelect
          kind="speaker"
          devices={available.speakers}
          chosen={available.chosen.speaker}
          onChoose={(id) => void devices.chooseSpeaker(id).then(reload)}
        />
      )}
      <Group gap="md">
        <Button
          variant="default"
          leftSection={<IconMicrophone size={16} aria-hidden />}
          disabled={busy}
          onClick={test}
        >
          {t('extension.sound.test')}
        </Button>
        {busy && <LevelMeter label={t('extension.sound.level')} level={Math.sqrt(level)} />}
      </Group>
      <Text size="sm" role="status" data-sound-test={step}>
        {words[step]}
      </Text>
    </Card>
  );
}
