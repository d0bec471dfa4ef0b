import type { Exercise } from '../exercise.js';

/** The shank turns about the resting thigh; 70 deg is a starting template [G]. */
export const seatedKneeExtension: Exercise = {
  id: 'seated-knee-extension',
  name: 'Seated knee extension',
  primary: { kind: 'segment', segment: 'shank' },
  template: { rangeOfMotionDeg: 70, outS: 2, holdS: 1, backS: 2 },
  countFromShare: 0.4,
  aerobic: false,
};
