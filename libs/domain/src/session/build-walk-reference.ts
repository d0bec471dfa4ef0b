import type { BuildReferenceInput } from '../form/build-reference.js';
import { backwardShare } from '../form/gait.js';
import type { WalkReference } from '../form/reference.js';
import { fullReference, usualFeatures } from '../form/usual-features.js';
import { unmeasured } from '../repetition/unmeasured.js';
import { sharedOfShorter } from '../signal/span.js';
import { median } from '../signal/statistics.js';
import { finishBouts, startBouts, stepBouts, type Bout } from './bouts.js';
import type { Result } from './result.js';

/** Of the shorter of a bout and an approved span. */
const overlapNeeded = 0.5;

/**
 * The patient's approved walk boiled down (clinical C15, D1): median and spread of cadence, regularity, symmetry and the hip's hike over its windows of ten
 * seconds. The bouts are found by the very fold that runs live, so that like is compared with like. Refused: INSUFFICIENT_DATA without an approved bout,
 * MISSING_INPUT without the sensor, LOW_QUALITY where nobody walks, NOT_APPLICABLE for a goniometer's reading, and for a walk forwards that should go backwards.
 */
export function buildWalkReference({ blocks, approved, exercise, sensors, goniometerDeg }: BuildReferenceInput): Result<WalkReference> {
  if (approved.length === 0) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: 'no approved bout' };
  if (typeof goniometerDeg === 'number') return { ok: false, reason: 'NOT_APPLICABLE', detail: `a goniometer reading (${goniometerDeg} deg) says nothing of walking` };
  const state = startBouts({ exercise, sensors });
  if (state === null) return { ok: false, reason: 'MISSING_INPUT', detail: 'no sensor at the belt line' };
  const found = [...blocks].sort((a, b) => a.startMs - b.startMs || a.stream - b.stream || a.sequence - b.sequence).flatMap((block) => stepBouts(state, block));
  const last = finishBouts(state);
  const bouts = [...found, ...(last === null ? [] : [last])].filter((bout) => approved.some((span) => sharedOfShorter(bout, span) >= overlapNeeded));
  const backward = bouts.flatMap((bout) => bout.backward);
  if (bouts.length === 0) return { ok: false, reason: 'LOW_QUALITY', detail: 'nobody walks in what was approved' };
  if (backward.length > 0 && median(backward) <= backwardShare) return { ok: false, reason: 'NOT_APPLICABLE', detail: 'the approved walk went forwards, and it should go backwards' };
  const repetitions = bouts.reduce((sum, { gait }) => sum + gait.length, 0);
  const provisional = repetitions < fullReference;
  const worn = [state.track.sensor, ...(backward.length > 0 && state.shank !== null ? [state.shank.track.sensor] : [])];
  return { ok: true, value: { kind: 'walk', repetitions, provisional, sensors: worn, features: usualFeatures(bouts.flatMap(measuredIn)) }, flags: provisional ? ['PROVISIONAL'] : [] };
}

/** One row a window, and one for each window in which the pelvis could be measured. */
function measuredIn({ gait, hikesDeg }: Bout): (typeof unmeasured)[] {
  return [
    ...gait.map(({ cadencePerMin, strideRegularity, symmetry }) => ({ ...unmeasured, cadencePerMin, strideRegularity, stepSymmetry: symmetry })),
    ...hikesDeg.map((hipHikeDeg) => ({ ...unmeasured, hipHikeDeg })),
  ];
}
