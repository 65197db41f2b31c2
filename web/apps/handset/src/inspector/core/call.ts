/** What `GET /sandbox/inspector.json`, its events and `/sandbox/inspector/calls/{id}` say. */
export type Severity = 'problem' | 'warning' | 'hint';

export interface Finding {
  id: string;
  severity: Severity;
  code: number | null;
  problem: string;
  remedy: string;
}

export interface Leg {
  sid: string;
  from: string;
  to: string;
  status: string;
  created_ms: number;
  answered_ms: number | null;
  ended_ms: number | null;
  answered_by: string;
  sip_response_code: number | null;
}

export interface CallSummary {
  /** The parent's CallSid, or such as `refused-7`. */
  id: string;
  /** Grows with each change. */
  changed: number;
  at_ms: number;
  identity: string;
  state: string;
  over: boolean;
  ending: string;
  code: number | null;
  times: number;
  /** The browser's leg first. None: the call was refused. */
  legs: Leg[];
  findings: Finding[];
}

export interface Field {
  name: string;
  value: string;
}

export interface Webhook {
  id: number;
  kind: 'voice' | 'fallback' | 'action' | 'status' | 'amd' | 'parent';
  method: 'GET' | 'POST';
  url: string;
  signature: string;
  idempotency_token: string;
  dropped: boolean;
  finished: boolean;
  replay_of: number | null;
  params: Field[];
  attempts: { status: number | null; error: string; duration_ms: number }[];
  answer: { content_type: string; location: string; body: string; body_bytes: number; pretty: string };
}

export interface Step {
  kind: 'token' | 'call' | 'webhook' | 'dial' | 'leg' | 'cause' | 'end';
  at_ms: number;
  text: string;
  details: Field[];
  findings: Finding[];
  /** Absent from a webhook's step: too old to be kept. */
  webhook?: Webhook;
}

export interface CallDetail extends CallSummary {
  steps: Step[];
}

export interface Changes {
  now_ms: number;
  can_replay: boolean;
  /** Older calls than the one of this id are forgotten. */
  oldest: string;
  calls: CallSummary[];
}

/** The number that was called: the first callee's, else what the browser asked for. */
export function calledNumber({ legs: [parent, child] }: CallSummary): string {
  return child?.to || parent?.to || '';
}

/** Seconds of talk, so far or in all; undefined: nobody answered. */
export function talkSeconds(call: CallSummary, nowMs: number): number | undefined {
  const leg = call.legs.slice(1).find(({ answered_ms }) => answered_ms !== null);
  if (!leg || leg.answered_ms === null) return undefined;
  return Math.max(0, Math.round(((leg.ended_ms ?? nowMs) - leg.answered_ms) / 1000));
}

const severities: Severity[] = ['problem', 'warning', 'hint'];

/** The worst of them; undefined: there are none. */
export function worstSeverity(findings: Finding[]): Severity | undefined {
  return severities.find((severity) => findings.some((finding) => finding.severity === severity));
}

export interface FindingInCalls {
  finding: Finding;
  /** Ids of the calls that have it, the newest first. */
  calls: string[];
}

/** Each finding once, the worst first, with the calls (given newest first) that have it. */
export function findingsOfCalls(calls: CallSummary[]): FindingInCalls[] {
  const found = new Map<string, FindingInCalls>();
  for (const call of calls)
    for (const finding of call.findings) {
      const key = `${finding.id} ${finding.problem}`;
      const known = found.get(key);
      if (!known) found.set(key, { finding, calls: [call.id] });
      else if (known.calls.at(-1) !== call.id) known.calls.push(call.id);
    }
  const rank = ({ finding }: FindingInCalls) => severities.indexOf(finding.severity);
  return [...found.values()].sort((a, b) => rank(a) - rank(b));
}
