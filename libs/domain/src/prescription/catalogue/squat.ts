import type { Exercise } from '../exercise.js';

/** Clinical C17 "slow squat": thigh inclination, 60 deg. */
export const squat: Exercise = {
  id: 'squat',
  name: 'Squat',
  primary: { kind: 'segment', segment: 'thigh' },
  template: { rangeOfMotionDeg: 60, outS: 2, holdS: 0, backS: 2 },
  countFromShare: 0.4,
  aerobic: false,
};
