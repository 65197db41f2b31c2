import { type Explanation, explainFailure } from '@teleperson/dialer';
import type { Words } from '@teleperson/texts';
import type { ConnectionProblem, ConnectionWarning } from './checkConnection';

export function wordProblem(t: Words, problem: ConnectionProblem): Explanation {
  if (problem.code === 'refused') return explainFailure(t, problem.reason);
  const key = `extension.connection.problem.${problem.at}_${problem.code}` as const;
  return { title: t(`${key}.title`), advice: t(`${key}.advice`) };
}

export function wordWarning(t: Words, warning: ConnectionWarning): Explanation {
  const key = `extension.connection.warning.${warning.code}` as const;
  const title = t(`${key}.title`);
  if (warning.code === 'calling_off' && warning.reason)
    return { title, advice: explainFailure(t, warning.reason).advice };
  return { title, advice: t(`${key}.advice`) };
}
