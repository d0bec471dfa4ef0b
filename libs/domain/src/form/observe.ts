import type { Exercise } from '../prescription/exercise.js';
import { featuresOf, type PhasedRepetition } from '../repetition/features.js';
import type { RepetitionFeatures } from '../repetition/repetition.js';
import { compensation, type Compensation } from './compensation.js';
import { compensationMeasures, isCompensation, type RepetitionTraces } from './compensation-measures.js';
import { clearlyBelow } from './deviation.js';
import { rangeByGoniometerDeg } from './goniometer.js';
import { holdFeatures } from './hold.js';
import type { Reference } from './reference.js';
import { tremorRms, type RateTraces } from './tremor.js';
import { unusualDistanceOf } from './unusual.js';

/** What is there to look at of one repetition. */
export interface Seen {
  stepMs: number;
  exercise: Pick<Exercise, 'faults' | 'dose'>;
  reference: Reference | null;
  traces: RepetitionTraces;
  /** Of the sensor that holds; null: nothing is held, or it could not be trusted. */
  rates: RateTraces | null;
}

export interface Observation {
  features: RepetitionFeatures;
  /** Of each fault of the exercise for which there is a sensor. */
  compensations: Compensation[];
}

/** Everything that was measured of one repetition: the movement itself, what was held, and what the rest of the body did (clinical C9, C10, C12). */
export function observe(found: PhasedRepetition, seen: Seen): Observation {
  const compensations = compensationsOf(seen);
  const own = featuresOf(found, seen.stepMs, seen.reference);
  const features: RepetitionFeatures = { ...own, ...byGoniometer(own, seen.reference), ...heldOf(found, seen) };
  for (const { code } of seen.exercise.faults) {
    if (!isCompensation(code)) continue;
    const { feature } = compensationMeasures[code];
    const value = compensations.find((each) => each.code === code)?.valueDeg;
    // Usually there is a sensor for it, and this time it told nothing.
    if (value !== undefined || seen.reference?.features[feature] !== undefined) features[feature] = value ?? null;
  }
  const unusualDistance = seen.reference?.residuals === undefined ? undefined : unusualDistanceOf(features, seen.reference);
  return { features: unusualDistance === undefined ? features : { ...features, unusualDistance }, compensations };
}

function byGoniometer({ rangeOfMotionDeg }: RepetitionFeatures, reference: Reference | null): Pick<RepetitionFeatures, 'rangeByGoniometerDeg'> {
  const deg = reference === null ? null : rangeByGoniometerDeg(rangeOfMotionDeg, reference);
  return deg === null ? {} : { rangeByGoniometerDeg: deg };
}

function compensationsOf({ exercise, reference, traces }: Seen): Compensation[] {
  return exercise.faults.flatMap(({ code, limit }) => {
    if (!isCompensation(code)) return [];
    const measured = compensation(code, traces, { reference: reference?.compensation ?? null, limitDeg: limit });
    return measured.ok ? [measured.value] : [];
  });
}

/** Where the exercise asks for a hold, the longest one counts, and how steady it was; a turning point is none. */
function heldOf({ cut, startAt, endAt }: PhasedRepetition, { exercise: { dose }, stepMs, rates, reference }: Seen): Partial<RepetitionFeatures> {
  if (dose.holdS === null) return {};
  const fromDeg = cut.angleDeg[startAt] + heldFromDeg(reference);
  const held = holdFeatures({ angleDeg: cut.angleDeg.slice(startAt, endAt), velocityDegPerS: cut.velocityDegPerS.slice(startAt, endAt), stepMs, fromDeg }, dose.holdS);
  if (!held.ok) return { holdS: null, holdDriftDeg: null, tremorDegPerS: null };
  const { durationS, driftDeg, startAt: from, endAt: to } = held.value;
  const within = (values: readonly number[]): number[] => values.slice(from, to);
  const tremor = rates === null ? null : tremorRms({ x: within(rates.x), y: within(rates.y), z: within(rates.z) }, stepMs);
  return { holdS: durationS, holdDriftDeg: driftDeg === null ? null : Math.abs(driftDeg), tremorDegPerS: tremor?.ok ? tremor.value : null };
}

/** What is held where it would clearly be too small a movement is no hold of this exercise (feature C6): who lets a stretch sink back by half rests. deg from the start. */
function heldFromDeg(reference: Reference | null): number {
  const usual = reference?.features.rangeOfMotionDeg;
  return usual === undefined || reference === null ? -Infinity : clearlyBelow(usual, { feature: 'rangeOfMotionDeg', provisional: reference.provisional });
}
