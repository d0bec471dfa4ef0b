import type { Repetition } from '#libs/domain';
import { correctType } from './tally.js';

/** The type that the patient and the therapist are told. */
export function toldType({ score }: Repetition): string {
  if (score.verdict === 'cannot-judge') return 'unknown';
  const clear = score.codes.filter(({ severity }) => severity === 'clear').sort((a, b) => b.u - a.u);
  const fault = clear.find(({ code }) => code === 'TOO_FAST' || code === 'INCOMPLETE_RANGE');
  if (fault !== undefined) return fault.code === 'TOO_FAST' ? 'too-fast' : 'low-amplitude';
  return clear.length === 0 ? correctType : 'other-fault';
}

/** Whether anything would have been said to be wrong with it. */
export function toldFault(repetition: Repetition): boolean {
  const type = toldType(repetition);
  return (type !== correctType && type !== 'unknown') || repetition.score.codes.some(({ severity }) => severity === 'clear');
}
