import { pathDistance, profilePoints, resample } from '../form/path-distance.js';
import type { Reference } from '../form/reference.js';
import { phaseLdlj, phaseSparc } from '../form/smoothness.js';
import type { Result } from '../session/result.js';
import { quantile } from '../signal/statistics.js';
import type { RepetitionFeatures } from './repetition.js';
import type { FoundRepetition } from './segmentation.js';

/** With its phases, see `phasesOf`. */
export interface PhasedRepetition extends FoundRepetition {
  turnAt: number;
  backAt: number;
}

const peakShare = 0.98;
const offAxisShare = 0.95;

/** What was measured of one repetition (clinical C9). Without a reference the distances to it are null. */
export function featuresOf(found: PhasedRepetition, stepMs: number, reference: Reference | null): RepetitionFeatures {
  const { cut, startAt, turnAt, backAt, endAt } = found;
  const angles = cut.angleDeg.slice(startAt, endAt);
  const velocityOut = cut.velocityDegPerS.slice(startAt, turnAt + 1);
  const velocityBack = cut.velocityDegPerS.slice(backAt, endAt);
  const out = velocityOut.map(Math.abs);
  const back = velocityBack.map(Math.abs);
  const furthestDeg = Math.max(...angles);
  const seconds = (samples: number): number => (samples * stepMs) / 1000;
  return {
    rangeOfMotionDeg: furthestDeg - Math.min(...angles),
    peakAngleDeg: furthestDeg + restAwayDeg(found, reference),
    returnErrorDeg: Math.abs(angles[angles.length - 1] - angles[0]),
    outS: seconds(turnAt - startAt),
    holdS: seconds(backAt - turnAt),
    backS: seconds(endAt - backAt),
    durationS: seconds(endAt - startAt),
    peakVelocityOutDegPerS: out.length === 0 ? null : quantile(out, peakShare),
    peakVelocityBackDegPerS: back.length === 0 ? null : quantile(back, peakShare),
    sparcOut: smoothnessOf(phaseSparc(out, stepMs)),
    sparcBack: smoothnessOf(phaseSparc(back, stepMs)),
    ldljOut: smoothnessOf(phaseLdlj(velocityOut, stepMs)),
    ldljBack: smoothnessOf(phaseLdlj(velocityBack, stepMs)),
    pathDistanceDeg: reference === null ? null : pathDistance(profileOf(found), reference.profiles),
    offAxisDeg: reference === null ? null : offAxisOf(found) - reference.offAxisDeg,
  };
}

/** Rest may follow the patient by so much and is still the rest that was approved (clinical C8), deg. */
const restFollowsDeg = 10;

/**
 * What the angle lacks where it is counted from another rest than the approved one (clinical C4, C8): who does not straighten the knee between repetitions bends
 * it further than from where they rest, and who comes from sitting begins below the zero that sitting had become. Where no reference shows rest, the angle is
 * counted from the begin of the repetition if that is below zero.
 */
function restAwayDeg({ cut, startAt }: FoundRepetition, reference: Reference | null): number {
  const startDeg = cut.angleDeg[startAt];
  const posture = reference?.posture ?? null;
  const awayDeg = reference === null || posture === null ? 0 : (cut.reachDeg[startAt] / posture.rangeDeg) * reference.rangeOfMotionDeg;
  return Math.abs(awayDeg) > restFollowsDeg ? awayDeg - startDeg : -Math.min(0, startDeg);
}

/** Angle from the start of the repetition, deg, at `profilePoints` equally spaced times. */
export function profileOf({ cut, startAt, endAt }: FoundRepetition): number[] {
  const angles = cut.angleDeg.slice(startAt, endAt);
  return resample(angles.map((angle) => angle - angles[0]), profilePoints);
}

/** 95th percentile of the rotation off the movement's axis, from where it was at the start, deg. */
export function offAxisOf({ cut, startAt, endAt }: FoundRepetition): number {
  const swing = cut.offAxisDeg.slice(startAt, endAt);
  return quantile(swing.map((deg) => Math.abs(deg - swing[0])), offAxisShare);
}

function smoothnessOf(smoothness: Result<number>): number | null {
  return smoothness.ok && Number.isFinite(smoothness.value) ? smoothness.value : null;
}
