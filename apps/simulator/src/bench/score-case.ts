import { intersectionOverUnion, rangeUncertaintyDeg } from '#libs/domain';
import type { BenchCase } from './case.js';
import { prescriptionFor } from './approve.js';
import { matchSpans, neededOverlap } from './matching.js';
import { streamSession, type StreamedSession, type ToldRepetition } from './stream-session.js';
import { correctType, countPair, missedColumn, startTally, type Tally } from './tally.js';
import { toldFault, toldType } from './told-type.js';

export interface ScoredCase {
  tally: Tally;
  samples: number;
  tookMs: number;
}

/** Streams a case and counts what came of it. `typeNames`: the set's own names of the types that are told. */
export function scoreCase(bench: BenchCase, typeNames: Record<string, string>): ScoredCase {
  const streamed = streamSession(bench.signals, { ...prescriptionFor(bench.exercise, bench.signals, bench.reference), alternatives: bench.alternatives ?? [] });
  const tally = startTally();
  const told = streamed.told.filter(({ repetition }) => !bench.taught.some((span) => intersectionOverUnion(span, repetition) >= neededOverlap));
  const matched = matchSpans(bench.truth, told.map(({ repetition }) => repetition));
  bench.truth.forEach((truth, t) => {
    const at = matched[t];
    countTruth(tally, truth.type, { told: at === null ? null : told[at], bench, typeNames });
  });
  tally.falseAlarms = told.length - tally.found;
  if (bench.opticalRangeDeg !== undefined) countRange(tally, bench.opticalRangeDeg, { angles: streamed.angles, bench, found: matched.flatMap((at) => (at === null ? [] : [told[at]])) });
  return { tally, samples: streamed.samples, tookMs: streamed.tookMs };
}

function countTruth(tally: Tally, truth: string, { told, bench, typeNames }: { told: ToldRepetition | null; bench: BenchCase; typeNames: Record<string, string> }): void {
  if (told === null) return countPair(tally, truth, missedColumn);
  const { repetition, toldMs } = told;
  const type = toldType(repetition);
  const named = typeNames[type] ?? type;
  tally.found++;
  tally.delaysMs.push(toldMs - repetition.endMs);
  countPair(tally, truth, named);
  const asked = (bench.alternatives ?? []).length > 0;
  const rightExercise = !asked || repetition.exerciseId === bench.exerciseName;
  if (asked) tally.exerciseAsked++;
  if (asked && rightExercise) tally.exerciseRight++;
  if (named === truth && rightExercise) tally.typedRight++;
  if (truth !== correctType) return;
  tally.correctFound++;
  if (toldFault(repetition)) tally.correctFaulted++;
}

/**
 * Range of the angle that is told live, against the optical one; where no angle could be measured nothing is compared. Where the reference
 * was measured by hand, also what is told of the found repetition by that scale; what is not told by it stays as the sensors have it.
 */
function countRange(tally: Tally, opticalRangeDeg: number, { angles, bench: { reference }, found }: Pick<StreamedSession, 'angles'> & { bench: BenchCase; found: ToldRepetition[] }): void {
  const measured = angles.flatMap(({ angleDeg }) => (angleDeg === null ? [] : [angleDeg]));
  if (measured.length === 0) return;
  const sensedDeg = Math.max(...measured) - Math.min(...measured);
  tally.rangeErrorsDeg.push(sensedDeg - opticalRangeDeg);
  if (Math.abs(sensedDeg - opticalRangeDeg) <= (rangeUncertaintyDeg(sensedDeg) ?? 0)) tally.rangesWithin++;
  if (reference?.goniometerDeg === undefined) return;
  const byGoniometerDeg = found.map(({ repetition: { features } }) => features.rangeByGoniometerDeg).find((deg) => deg !== undefined);
  tally.measuredRangeErrorsDeg.push((byGoniometerDeg ?? sensedDeg) - opticalRangeDeg);
}
