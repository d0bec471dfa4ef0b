import type { RepetitionFeatures } from './repetition.js';

/** Of what is told as a repetition and is none of a joint: nothing that a joint's angle shows. */
export const unmeasured: RepetitionFeatures = {
  rangeOfMotionDeg: null, peakAngleDeg: null, returnErrorDeg: null, outS: null, holdS: null, backS: null, durationS: null, peakVelocityOutDegPerS: null,
  peakVelocityBackDegPerS: null, sparcOut: null, sparcBack: null, pathDistanceDeg: null, offAxisDeg: null,
};
