import { countsFor } from '../form/domain-weights.js';
import { executionFeaturesOf, executionOf, unlessUnhurried } from '../form/execution.js';
import { executionByManner } from '../form/manner.js';
import { ownValuesOf } from '../form/own-manner.js';
import { executionFromPopulation, hasteFromPopulation, strangerView } from '../form/population-execution.js';
import type { Exercise } from '../prescription/exercise.js';
import type { Execution } from '../repetition/repetition.js';
import type { FoundRepetition } from '../repetition/segmentation.js';
import type { Candidate } from './candidate.js';
import { postureDistanceDeg } from './posture.js';
import { trailOf, type TrailState } from './trail.js';

interface FoundIn {
  trail: TrailState;
  /** The prescribed one. */
  exercise: Exercise;
  stepMs: number;
}

/** How a repetition that `candidate` has found was done, by all that is known of the patient; null: nothing tells. */
export function executionOfFound(found: FoundRepetition, candidate: Candidate, { trail, exercise, stepMs }: FoundIn): Execution | null {
  const { reference, carriersAt, exerciseId, isOwnView, view } = candidate;
  if (reference === null) return carriersAt.length === 0 ? executionFromPopulation(found, stepMs, exerciseId) : null;
  const features = executionFeaturesOf(found, stepMs);
  const own = isOwnView === true ? { values: ownValuesOf(found, stepMs), restPosture: reference.posture?.rest ?? null } : null;
  const sameRest = restsAlike(trail, found, candidate);
  const execution = executionOf(features, reference.execution, { sameRest, own, isHeld: !countsFor('tempo', exercise) });
  if (view === strangerView) return unlessUnhurried(execution, hasteFromPopulation(found, stepMs, exerciseId), { features, reference: reference.execution, sameRest });
  if (execution.type === 'too-fast' && execution.probability >= surelyTooFast) return execution;
  const manner = executionInManner(found, candidate, stepMs);
  return manner !== null && manner.type !== 'correct' ? manner : execution;
}

/** Haste of so much changes the manner too, which then tells nothing [P]. */
const surelyTooFast = 0.9;

/** By the exercise's own faults; null where it has none, or they cannot be seen. What is none of them may still be too fast or too small. */
function executionInManner(found: FoundRepetition, { manner, reference, view }: Candidate, stepMs: number): Execution | null {
  const usual = reference?.manner;
  if (manner === null || view === null || usual === undefined) return null;
  return executionByManner(manner.model, manner.valuesOf(found, stepMs).map((value, i) => value - usual[i]));
}

/** Up to here the rest posture is that of the reference, over all sensors together [P]. */
const restAlikeDeg = 25;

function restsAlike(trail: TrailState, { cut, startAt }: FoundRepetition, { reference, postureAt }: Candidate): boolean {
  if (reference === null || reference.posture === null) return false;
  const [first] = trailOf(trail, cut.from + startAt, cut.from + cut.reachDeg.length);
  return first !== undefined && postureDistanceDeg(postureAt.map((at, i) => (at < 0 ? (reference.posture?.rest[i] ?? 0) : first[at])), reference.posture.rest) < restAlikeDeg;
}
