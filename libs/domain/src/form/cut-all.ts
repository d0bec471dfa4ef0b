import { breakCandidate, candidatesOf, startCandidate, stepCandidate, type Candidate } from '../motion/candidate.js';
import { startPosture, stepPosture } from '../motion/posture.js';
import type { Exercise } from '../prescription/exercise.js';
import type { SensorBinding } from '../prescription/prescription.js';
import type { FoundRepetition } from '../repetition/segmentation.js';
import type { ImuBlock } from '../session/block.js';
import type { Span } from '../signal/span.js';
import { mannerFor } from './manners.js';
import { followSensors, type Followed } from './movement-axis.js';
import { populationValuesOf } from './population-execution.js';
import type { PopulationValues } from './population-model.js';
import type { Reference } from './reference.js';

/** Every repetition that the state machine finds in a recording. */
export function cutAll({ frames, grid: { stepMs } }: Followed, candidate: Candidate): FoundRepetition[] {
  const all: FoundRepetition[] = [];
  const state = startCandidate();
  const posture = startPosture();
  for (const each of frames) {
    const broken = each.some((frame) => frame.restarted) ? breakCandidate(state, candidate, stepMs) : null;
    if (broken !== null) all.push(broken);
    stepPosture(posture, each, stepMs);
    const { event } = stepCandidate(state, { candidate, frames: each, posture, stepMs });
    if (event?.kind === 'repetition') all.push(event);
  }
  const last = breakCandidate(state, candidate, stepMs);
  if (last !== null) all.push(last);
  return all;
}

/** Session time, ms, half-open. */
export function spanOf({ cut, startAt, endAt }: FoundRepetition, { originMs, stepMs }: Followed['grid']): Span {
  return { startMs: originMs + (cut.from + startAt) * stepMs, endMs: originMs + (cut.from + endAt) * stepMs };
}

/** How each repetition of a recording differs in its manner from the reference's: what a model of an exercise's faults is trained on. */
export function mannerDifferences({ blocks, exercise, sensors, reference }: { blocks: ImuBlock[]; exercise: Exercise; sensors: SensorBinding[]; reference: Reference }): (Span & { values: number[] })[] {
  const manner = mannerFor(exercise);
  const usual = reference.manner;
  if (manner === null || usual === undefined) return [];
  const followed = followSensors({ blocks, exercise, sensors });
  const [candidate] = candidatesOf({ exercise, reference, alternatives: [], sensors }, followed.sensors);
  return cutAll(followed, candidate).map((found) => ({ ...spanOf(found, followed.grid), values: manner.valuesOf(found, followed.grid.stepMs).map((value, i) => value - usual[i]) }));
}

/** Whatever leaves rest and comes back, of a stranger: what a model of people's executions is trained on. */
export function freeRepetitions({ blocks, exercise, sensors }: { blocks: ImuBlock[]; exercise: Exercise; sensors: SensorBinding[] }): (Span & { values: PopulationValues })[] {
  const followed = followSensors({ blocks, exercise, sensors });
  const [candidate] = candidatesOf({ exercise, reference: null, alternatives: [], sensors }, followed.sensors);
  return cutAll(followed, candidate).map((found) => ({ ...spanOf(found, followed.grid), values: populationValuesOf(found, followed.grid.stepMs) }));
}
