import type { Exercise } from '../exercise.js';

/** Clinical C17: judged by heart rate alone. */
export const walking: Exercise = {
  id: 'walking',
  name: 'Walking',
  primary: { kind: 'none' },
  template: { rangeOfMotionDeg: 0, outS: 0, holdS: 0, backS: 0 },
  countFromShare: 0.4,
  aerobic: true,
};
