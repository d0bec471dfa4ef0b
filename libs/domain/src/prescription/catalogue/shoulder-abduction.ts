import type { Exercise } from '../exercise.js';

/** Clinical C17 "overhead reach", to the side; 90 deg is a starting template [G]. */
export const shoulderAbduction: Exercise = {
  id: 'shoulder-abduction',
  name: 'Shoulder abduction',
  primary: { kind: 'segment', segment: 'upper-arm' },
  template: { rangeOfMotionDeg: 90, outS: 2, holdS: 0, backS: 2 },
  countFromShare: 0.4,
  aerobic: false,
};
