import { VisuallyHidden } from '@mantine/core';
import type { CallSnapshot } from '@teleperson/call-core';
import { texts } from '../texts';
import { explainEnd } from './CallOver';

/** Tells screen readers how the call goes. Always there, because a live region that appears with its text is not read. */
export function CallAnnouncer({ call }: { call: CallSnapshot }) {
  return (
    <VisuallyHidden role="status" aria-live="assertive" data-testid="call-announcement">
      {announcement(call)}
    </VisuallyHidden>
  );
}

function announcement(call: CallSnapshot): string {
  if (call.phase === 'idle') return '';
  if (call.phase === 'ended' || call.phase === 'failed') {
    const { title, details } = explainEnd(call);
    return [`${title}.`, ...details].join(' ');
  }
  return texts.announce[call.phase](call.target.company);
}
