import { median, quantile } from '../signal/statistics.js';

/** Most of a set is its middle; the weaker fifth keeps a few bad repetitions from vanishing (clinical D6 [P]). */
const medianWeight = 0.7;
const weakestShare = 0.2;
const neededRepetitions = 3;
const neededShare = 0.5;

/**
 * Score 0..100 of a set from those of its repetitions that could be judged; `counted` is how many there were in all. null: fewer
 * than `needed` could be, or less than half. How much of the prescribed was done is another number, and never mixed in.
 */
export function setScore(scores: readonly number[], counted: number, needed = neededRepetitions): number | null {
  if (scores.length < needed || scores.length < neededShare * counted) return null;
  return medianWeight * median(scores) + (1 - medianWeight) * quantile(scores, weakestShare);
}

/** Form of a session: its sets, weighted by what was prescribed for each; null: none of them has a score (clinical D6). */
export function sessionScore(sets: readonly { score: number | null; weight: number }[]): number | null {
  let sum = 0;
  let weight = 0;
  for (const set of sets) {
    if (set.score === null) continue;
    sum += set.weight * set.score;
    weight += set.weight;
  }
  return weight > 0 ? sum / weight : null;
}
