import { texts } from '../texts';
import type { Draft, Field } from './settingsForm';

const labels: Record<Field, string> = {
  account_sid: texts.voice.accountSid,
  token_endpoint_url: texts.voice.tokenEndpointUrl,
  caller_id: texts.voice.callerId,
  allowed_regions: texts.voice.regions,
  voip_plans: texts.voice.plans,
  voicemail_detection: texts.voice.voicemail,
  tickets_per_minute: texts.voice.ticketsPerMinute,
  calls_per_day: texts.voice.callsPerDay,
  call_length_seconds: texts.voice.callLength,
};

export const labelOf = (field: Field): string => labels[field];

/** A value as a person reads it. */
export function describe(field: Field, draft: Draft): string {
  const value = draft[field];
  if (typeof value === 'boolean') return value ? texts.voice.on : texts.voice.off;
  if (Array.isArray(value)) return value.join(', ') || texts.voice.none;
  if (field === 'call_length_seconds') return String(Number(value) / 60);
  return String(value) || texts.voice.none;
}
