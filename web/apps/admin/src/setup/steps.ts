import type { Settings, VoiceState } from '@teleperson/api';

export type StepName = 'server' | 'fields' | 'plans' | 'numbers' | 'users' | 'call';

export interface SetUpStep {
  name: StepName;
  done: boolean;
}

/** What leads from an empty installation to the first call, in order. */
export function setUpSteps(settings: Settings, state: VoiceState): SetUpStep[] {
  const stands = (code: string) => settings.obstacles.some((obstacle) => obstacle.code === code);
  const fieldsMissing = ['account_sid_missing', 'account_sid_differs', 'caller_id_missing', 'no_regions'];
  const ownPlanHasCalling = state.users.plans.some(
    ({ plan, has_calling }) => has_calling && plan === state.you.plan,
  );
  return [
    { name: 'server', done: !stands('configuration_missing') },
    { name: 'fields', done: !fieldsMissing.some(stands) },
    { name: 'plans', done: !stands('no_plans') },
    { name: 'numbers', done: state.numbers.callable > 0 },
    { name: 'users', done: state.users.able > 0 && (ownPlanHasCalling || state.last_answered_at !== null) },
    { name: 'call', done: state.last_answered_at !== null },
  ];
}
