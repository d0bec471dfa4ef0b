import type { Execution } from '../repetition/repetition.js';
import { mostLikely, type ExecutionFeatures } from './execution.js';

/**
 * How a repetition was done when nothing is known of the person: only haste tells across people. Beyond half of its height for
 * less than 2.25 s is too fast (pted s1 and s2, acted by healthy volunteers); how far is far enough nobody can say without a reference.
 */
const hastyWidthS = 2.25;
const sharpness = 8;

export function executionFromPopulation({ widthS }: ExecutionFeatures): Execution {
  const fast = sharpness * Math.log(widthS / hastyWidthS);
  return mostLikely(['correct', 'too-fast'], [fast, -fast], 'population');
}
