import type { Webhook } from './call';

/** A command that sends the webhook again from a terminal, with the signature that it had. */
export function curlOf({ method, url, params, signature }: Webhook): string {
  const lines = [`curl -i ${quote(url)}`, `-H ${quote(`X-Twilio-Signature: ${signature}`)}`];
  if (method === 'POST')
    for (const { name, value } of params) lines.push(`--data-urlencode ${quote(`${name}=${value}`)}`);
  return lines.join(' \\\n  ');
}

/** For a POSIX shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
