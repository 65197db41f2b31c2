import type { AdminReason, Obstacle } from '@teleperson/api';
import reasons from './reasons.json';

/** What api/errors.yaml says to admins about a reason or a code. */
export interface Explained {
  /** A few words, for lists. */
  label: string;
  cause: string;
  remedy: string;
}

/** The contract's have one each. */
const ofContract: Record<Exclude<AdminReason, 'unexpected_answer'> | Obstacle['code'], Explained> = reasons;

/** Undefined for a reason of a newer server. */
export const explained = (reason: string): Explained | undefined =>
  Object.hasOwn(ofContract, reason) ? (reasons as Record<string, Explained>)[reason] : undefined;

/** Why, and what to do. */
export const sentences = ({ cause, remedy }: Explained): string => `${cause} ${remedy}`;
