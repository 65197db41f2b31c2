import { isValidPhoneNumber } from 'libphonenumber-js/min';
import { texts } from '../texts';
import { isPlan } from '../users/isPlan';
import type { Draft, Field } from './settingsForm';

/** As the gateway has them. */
export const limits = {
  tickets_per_minute: { least: 1, most: 1000 },
  calls_per_day: { least: 1, most: 100_000 },
  call_length_seconds: { least: 60, most: 14_400 },
} as const;

export type Problems = Partial<Record<Field, string>>;

/** What is wrong with each field, as one types; the gateway judges again. An empty field is not wrong. */
export function problemsOf(draft: Draft): Problems {
  const { voice } = texts;
  const problems: Problems = {};
  if (draft.account_sid && !/^AC[0-9a-f]{32}$/.test(draft.account_sid))
    problems.account_sid = voice.accountSidWrong;
  if (draft.token_endpoint_url && !isEndpoint(draft.token_endpoint_url))
    problems.token_endpoint_url = voice.tokenEndpointUrlWrong;
  if (draft.caller_id && !(/^\+\d+$/.test(draft.caller_id) && isValidPhoneNumber(draft.caller_id)))
    problems.caller_id = voice.callerIdWrong;
  if (draft.voip_plans.some((plan) => !isPlan(plan))) problems.voip_plans = voice.plansWrong;
  for (const field of ['tickets_per_minute', 'calls_per_day', 'call_length_seconds'] as const) {
    const { least, most } = limits[field];
    const unit = field === 'call_length_seconds' ? 60 : 1;
    if (!Number.isInteger(draft[field]) || draft[field] < least || draft[field] > most)
      problems[field] = voice.outOfRange(least / unit, most / unit);
  }
  return problems;
}

function isEndpoint(text: string): boolean {
  if (!URL.canParse(text) || text.endsWith('/')) return false;
  const { protocol, hostname, username, search, hash } = new URL(text);
  if (username || search || hash) return false;
  return (
    protocol === 'https:' || (protocol === 'http:' && /^(127\.0\.0\.1|localhost|\[::1\])$/.test(hostname))
  );
}
