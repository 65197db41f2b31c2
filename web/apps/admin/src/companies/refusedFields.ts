import { AdminError } from '@teleperson/api';
import type { Problems } from './companyForm';

/** What the gateway says of each field, as sentences of their own. */
export function refusedFields(error: unknown): Problems {
  if (!(error instanceof AdminError) || error.reason !== 'invalid_fields') return {};
  return Object.fromEntries(error.fields.map(({ field, detail }) => [field, `It ${detail}.`]));
}
