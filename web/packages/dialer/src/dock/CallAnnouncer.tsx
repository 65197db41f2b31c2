import { VisuallyHidden } from '@mantine/core';
import type { CallSnapshot } from '@teleperson/call-core';
import { type Formats, useFormats, useTexts, type Words } from '@teleperson/texts';
import { explainEnd } from './explainEnd';

/** Tells screen readers how the call goes. Always there, because a live region that appears with its text is not read. */
export function CallAnnouncer({ call }: { call: CallSnapshot }) {
  const t = useTexts();
  const formats = useFormats();
  return (
    <VisuallyHidden role="status" aria-live="assertive" data-testid="call-announcement">
      {announcement(t, formats, call)}
    </VisuallyHidden>
  );
}

function announcement(t: Words, formats: Formats, call: CallSnapshot): string {
  if (call.phase === 'idle') return '';
  if (call.phase === 'ended' || call.phase === 'failed') {
    const { title, details } = explainEnd(t, formats, call);
    return [`${title}.`, ...details].join(' ');
  }
  return t(`dialer.announce.${call.phase}`, { company: call.target.company });
}
