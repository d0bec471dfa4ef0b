import type { Exercise } from '../exercise.js';

/**
 * Whatever the therapist has shown: the sensor that turns most in the approved repetitions carries the angle. Without a
 * reference nothing is counted. Small movements count, as a fault to be told: nothing is known of what else they could be.
 */
export const taughtMovement: Exercise = {
  id: 'taught-movement',
  name: 'Movement taught by the therapist',
  primary: { kind: 'learned' },
  template: { rangeOfMotionDeg: 60, outS: 2, holdS: 0, backS: 2 },
  countFromShare: 0.25,
  aerobic: false,
};
