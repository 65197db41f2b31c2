import { type CallSummary, worstSeverity } from './call';

export type Show = 'all' | 'live' | 'problems';

/** The calls that have all words of the search in a SID, a number, the identity, the ending or a finding. */
export function searchCalls(calls: CallSummary[], search: string, show: Show): CallSummary[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return calls.filter((call) => {
    if (show === 'live' && call.over) return false;
    if (show === 'problems' && !['problem', 'warning'].includes(worstSeverity(call.findings) ?? ''))
      return false;
    if (words.length === 0) return true;
    const text = textOf(call);
    return words.every((word) => text.includes(word) || matchesDigits(text, word));
  });
}

function textOf({ id, identity, state, ending, code, legs, findings }: CallSummary): string {
  const parts = [id, identity, state, ending, code ?? ''];
  for (const leg of legs) parts.push(leg.sid, leg.from, leg.to, leg.status);
  for (const finding of findings) parts.push(finding.id, finding.code ?? '', finding.problem);
  return parts.join('\n').toLowerCase();
}

/** `(415)555-0142` finds +14155550142. */
function matchesDigits(text: string, word: string): boolean {
  const digits = word.replace(/[()\-.+]/g, '');
  return /^\d{3,}$/.test(digits) && text.includes(digits);
}
