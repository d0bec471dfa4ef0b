import type { CannotJudgeReason, FormScore } from './repetition.js';

/** For these nothing that was measured of a repetition is to be believed; for others it is only not judged. */
const unbelievable: readonly CannotJudgeReason[] = ['signal-gap', 'sensor-disagrees', 'sensor-moved', 'clocks-apart', 'other-exercise'];

/** Whether a repetition's measures may be told of, though it may have no score. */
export function isBelieved(score: FormScore): boolean {
  return score.verdict !== 'cannot-judge' || !unbelievable.includes(score.reason);
}
