import { explainFailure } from '@teleperson/dialer';
import type { Texts } from '@teleperson/texts';
import type { ConnectionProblem, ConnectionWarning } from './checkConnection';

interface Words {
  title: string;
  advice: string;
}

export function wordProblem(t: Texts, problem: ConnectionProblem): Words {
  if (problem.code === 'refused') return explainFailure(problem.reason);
  const key = `extension.connection.problem.${problem.at}_${problem.code}` as const;
  return { title: t(`${key}.title`), advice: t(`${key}.advice`) };
}

export function wordWarning(t: Texts, warning: ConnectionWarning): Words {
  const key = `extension.connection.warning.${warning.code}` as const;
  const title = t(`${key}.title`);
  if (warning.code === 'calling_off' && warning.reason)
    return { title, advice: explainFailure(warning.reason).advice };
  return { title, advice: t(`${key}.advice`) };
}
