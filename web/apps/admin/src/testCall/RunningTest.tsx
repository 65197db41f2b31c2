import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconMicrophone, IconMicrophoneOff, IconPhoneOff } from '@tabler/icons-react';
import type { AdminClient, VoiceState } from '@teleperson/api';
import { type DialTarget, isActive } from '@teleperson/call-core';
import { LevelMeter } from '@teleperson/ui';
import { useEffect, useRef } from 'react';
import { Outcome } from './Outcome';
import { Steps } from './Steps';
import { tellStory } from './story';
import { testTexts } from './texts';
import { useTestCall } from './useTestCall';

interface RunningTestProps {
  client: AdminClient;
  state: VoiceState;
  target: DialTarget;
  onOver: () => void;
  onAgain: () => void;
  onOther: () => void;
}

/** One test call, from the click to where it ends. It is hung up when this goes. */
export default function RunningTest({ client, state, target, onOver, onAgain, onOther }: RunningTestProps) {
  const { engine, snapshot, notes, steps, levels, complete } = useTestCall(client, state, target);
  const lines = tellStory(snapshot, notes, steps);
  const active = isActive(snapshot);
  const talking = snapshot.phase === 'in-call' || snapshot.phase === 'reconnecting';
  useEffect(() => {
    if (complete) onOver();
  }, [complete, onOver]);

  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <Stack gap="md" data-test-phase={snapshot.phase} data-test-complete={complete}>
      <Title order={3} size="h5" ref={heading} tabIndex={-1} style={{ outline: 'none' }} dir="auto">
        {testTexts.calling(target.company, target.label)}{' '}
        <Text span size="sm" c="dimmed" inherit={false}>
          <bdi>{target.display}</bdi>
        </Text>
      </Title>
      <Steps lines={lines} startedAtMs={notes.startedAtMs} state={state} />
      {talking && <LevelMeter label={testTexts.level} level={levels.remote} />}
      {!active && <Outcome lines={lines} snapshot={snapshot} state={state} />}
      <Group>
        {active && snapshot.phase !== 'ending' && (
          <Button
            color="danger"
            leftSection={<IconPhoneOff size={16} aria-hidden />}
            onClick={() => engine.hangup()}
          >
            {testTexts.hangUp}
          </Button>
        )}
        {talking && (
          <Button
            variant="default"
            leftSection={
              snapshot.muted ? (
                <IconMicrophoneOff size={16} aria-hidden />
              ) : (
                <IconMicrophone size={16} aria-hidden />
              )
            }
            onClick={() => engine.mute(!snapshot.muted)}
          >
            {snapshot.muted ? testTexts.unmute : testTexts.mute}
          </Button>
        )}
        {!active && (
          <>
            <Button onClick={onAgain}>{testTexts.again}</Button>
            <Button variant="default" onClick={onOther}>
              {testTexts.other}
            </Button>
          </>
        )}
      </Group>
    </Stack>
  );
}
