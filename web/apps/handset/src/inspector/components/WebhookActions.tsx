import { Button, Group, Text } from '@mantine/core';
import { IconCopy, IconRepeat } from '@tabler/icons-react';
import { useState } from 'react';
import type { Webhook } from '../core/call';
import { curlOf } from '../core/curl';
import { texts } from '../texts';

interface WebhookActionsProps {
  webhook: Webhook;
  canReplay: boolean;
}

export function WebhookActions({ webhook, canReplay }: WebhookActionsProps) {
  const [said, setSaid] = useState('');
  const [isSending, setSending] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(curlOf(webhook)).then(
      () => setSaid(texts.copied),
      () => setSaid(texts.copyFailed),
    );
  const replay = async () => {
    setSending(true);
    setSaid('');
    setSaid(await sendAgain(webhook.id).catch(() => texts.replayError));
    setSending(false);
  };
  return (
    <Group gap="xs">
      <Button size="xs" variant="default" leftSection={<IconCopy size={14} aria-hidden />} onClick={copy}>
        {texts.curl}
      </Button>
      {canReplay && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRepeat size={14} aria-hidden />}
          loading={isSending}
          onClick={replay}
        >
          {texts.replay}
        </Button>
      )}
      <Text size="sm" role="status">
        {said}
      </Text>
    </Group>
  );
}

async function sendAgain(id: number): Promise<string> {
  const response = await fetch(`../sandbox/inspector/webhooks/${id}/replay`, { method: 'POST' });
  if (!response.ok) return texts.replayError;
  const { delivered } = await response.json();
  return delivered ? texts.replayDone : texts.replayFailed;
}
