import { isSaid, type Repetition } from '#libs/domain';

/** What it was most like. */
export function toldType({ execution }: Repetition): string {
  return execution?.type ?? 'unknown';
}

/** Whether anything would have been said to be wrong with it. */
export function toldFault({ execution, score }: Repetition): boolean {
  return (execution !== null && isSaid(execution)) || score.codes.some(({ severity }) => severity === 'clear');
}
