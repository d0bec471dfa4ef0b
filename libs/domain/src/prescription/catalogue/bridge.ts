import type { Exercise } from '../exercise.js';

/** On the back with bent knees, the pelvis is lifted; inclination of the lumbar sensor. 30 deg is a starting template, not verified. */
export const bridge: Exercise = {
  id: 'bridge',
  name: 'Bridge',
  pillar: 'exercise',
  region: 'low-back',
  linkedRegions: ['hip', 'knee'],
  impairments: ['strength'],
  scoring: 'dynamic-strength',
  sensors: [
    { segment: 'lumbar', kind: 'imu', need: 'required', placement: 'on the belt line at the back, over the spine' },
    { segment: 'thigh', kind: 'imu', need: 'helpful', placement: 'front of the thigh, a hand above the knee' },
    { segment: 'chest', kind: 'imu', need: 'helpful', placement: 'on the breastbone' },
  ],
  primary: { kind: 'segment', segment: 'lumbar' },
  phases: { concentric: 'out', hold: 'at-end' },
  template: { rangeOfMotionDeg: 30, outS: 2, holdS: 2, backS: 2 },
  countFromShare: 0.4,
  faults: [
    { code: 'LUMBAR_ARCH', limit: 10, unit: 'deg', safetyCritical: false, cue: 'Stop when shoulders, hips and knees make one line' },
    { code: 'PELVIC_DROP', limit: 5, unit: 'deg', safetyCritical: false, cue: 'Keep both hips level' },
    { code: 'INCOMPLETE_RANGE', limit: null, unit: '', safetyCritical: false, cue: 'Lift your hips a little higher, if it is comfortable' },
    { code: 'TOO_FAST', limit: null, unit: '', safetyCritical: false, cue: 'Come down slowly, bone by bone' },
  ],
  dose: { sets: 2, repetitions: 10, holdS: 2, durationS: null, sessionsPerWeek: 5 },
  contraindications: ['cramp in the back of the thigh that does not let go'],
  sagittal: true,
  floor: true,
  beginsUpright: null,
  laterality: 'both-sides',
  aerobic: false,
};
