import type { Repetition } from '#libs/domain';
import { correctType } from './tally.js';

/** The type that the patient and the therapist are told. */
export function toldType({ execution }: Repetition): string {
  return execution?.type ?? 'unknown';
}

/** Whether anything would have been said to be wrong with it. */
export function toldFault(repetition: Repetition): boolean {
  const type = toldType(repetition);
  return (type !== correctType && type !== 'unknown') || repetition.score.codes.some(({ severity }) => severity === 'clear');
}
