import type { CheckFinding } from '@teleperson/api';

/** What wants attention, the worst first and else in the server's order, and the rest. */
export function sortFindings(findings: CheckFinding[]): { urgent: CheckFinding[]; rest: CheckFinding[] } {
  const of = (status: CheckFinding['status']) => findings.filter((finding) => finding.status === status);
  return {
    urgent: [...of('failed'), ...of('warning')],
    rest: findings.filter(({ status }) => status === 'ok' || status === 'skipped'),
  };
}
