import type { RepetitionView } from '#libs/contracts';
import { isWalk } from './walk-words.js';
import { sayTrial } from './words.js';

/**
 * What a reference can be made of, in the order given: repetitions of a joint or, where walking was prescribed, its bouts. Standing, head turns and sitting
 * are told by limits that hold for everybody, so that there is nothing to approve.
 */
export function approvableOf<R extends Pick<RepetitionView, 'features'>>(repetitions: readonly R[], exerciseId: string): R[] {
  return repetitions.filter(({ features }) => (sayTrial(features) !== null) === isWalk(exerciseId));
}
