import type { Execution } from '../repetition/repetition.js';
import type { FormCode } from './code.js';
import { clearFrom, type Feature, type Judged } from './deviation.js';
import { isSaid } from './execution.js';

/** A little less than clear is mild, whose sub-score is 60. */
const mildU = 2.99;
const mildScore = 60;

/** What a type of execution shows in, and the code that says it. A fault that the patient has shown has a name, and no code. */
const shownIn: Record<string, { feature: Feature; code: FormCode } | undefined> = {
  'too-fast': { feature: 'durationS', code: 'TOO_FAST' },
  'low-amplitude': { feature: 'rangeOfMotionDeg', code: 'INCOMPLETE_RANGE' },
};

/**
 * Single features and the repetition as a whole must agree. A fault that the whole shows is clear in its feature, which is then
 * worth no more than the probability that there is none. What only a single feature shows, against a provisional reference, stays mild: a
 * handful of repetitions of one day says too little of what is usual to be told of it (never cry wolf).
 */
export function temper(judged: readonly Judged[], execution: Execution | null, provisional: boolean): Judged[] {
  if (execution === null) return [...judged];
  const fault = isSaid(execution) ? shownIn[execution.type] : undefined;
  const worth = 100 * (1 - execution.probability);
  return judged.map((each) => {
    if (each.feature === fault?.feature) return { ...each, u: Math.max(each.u, clearFrom), score: Math.min(each.score, worth) };
    const supported = fault !== undefined && (each.rule.code.above === fault.code || each.rule.code.below === fault.code);
    // Of other parts of the body the movement as a whole says nothing.
    if (!provisional || supported || each.u < clearFrom || each.rule.domain === 'compensation') return each;
    return { ...each, u: mildU, score: Math.max(each.score, mildScore) };
  });
}
