import { expect, it } from 'vitest';
import type { Webhook } from './call';
import { curlOf } from './curl';
import { tokensOf } from './markup';

it('writes a command that a shell takes literally', () => {
  const webhook = {
    method: 'POST',
    url: 'http://127.0.0.1/voice?a=1&b=2',
    signature: 'abc=',
    params: [
      { name: 'To', value: '+14155550100' },
      { name: 'Name', value: "O'Hara $(reboot)" },
    ],
  } as Webhook;
  expect(curlOf(webhook)).toBe(
    `curl -i 'http://127.0.0.1/voice?a=1&b=2' \\
  -H 'X-Twilio-Signature: abc=' \\
  --data-urlencode 'To=+14155550100' \\
  --data-urlencode 'Name=O'\\''Hara $(reboot)'`,
  );
  expect(curlOf({ ...webhook, method: 'GET' })).not.toContain('--data');
});

it('splits XML for colouring without losing anything', () => {
  const xml =
    '<Response>\n  <Dial callerId="+1" action=\'/a?b=1&amp;c\'>+1415 &lt;</Dial><!-- <b> --></Response>';
  const tokens = tokensOf(xml);
  expect(tokens.map(({ text }) => text).join('')).toBe(xml);
  const of = (kind: string) => tokens.filter((token) => token.kind === kind).map(({ text }) => text);
  expect(of('attribute')).toEqual(['callerId', 'action']);
  expect(of('value')).toEqual(['"+1"', "'/a?b=1&amp;c'"]);
  expect(
    tokensOf('no < xml at all')
      .map(({ text }) => text)
      .join(''),
  ).toBe('no < xml at all');
});
