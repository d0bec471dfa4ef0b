import type { Exercise } from '../exercise.js';

/** The arm is lifted to the front; 120 deg is a starting template, not verified. */
export const shoulderFlexion: Exercise = {
  id: 'shoulder-flexion',
  name: 'Shoulder flexion',
  pillar: 'exercise',
  region: 'shoulder',
  linkedRegions: ['upper-back', 'neck'],
  impairments: ['mobility', 'strength'],
  scoring: 'dynamic-strength',
  sensors: [
    { segment: 'upper-arm', kind: 'imu', need: 'required', placement: 'outside of the upper arm, above the elbow' },
    { segment: 'upper-back', kind: 'imu', need: 'helpful', placement: 'between the shoulder blades' },
    { segment: 'lumbar', kind: 'imu', need: 'helpful', placement: 'on the belt line at the back, over the spine' },
  ],
  primary: { kind: 'segment', segment: 'upper-arm' },
  phases: { concentric: 'out', hold: 'none' },
  template: { rangeOfMotionDeg: 120, outS: 2.5, holdS: 0, backS: 2.5 },
  countFromShare: 0.4,
  faults: [
    { code: 'LUMBAR_ARCH', limit: 10, unit: 'deg', safetyCritical: false, cue: 'Keep your ribs down and your back long' },
    { code: 'SHOULDER_SHRUG', limit: 8, unit: 'deg', safetyCritical: false, cue: 'Let your shoulder sink away from your ear' },
    { code: 'INCOMPLETE_RANGE', limit: null, unit: '', safetyCritical: false, cue: 'Reach a little higher, if it is comfortable' },
    { code: 'TOO_FAST', limit: null, unit: '', safetyCritical: false, cue: 'Lower the arm slowly' },
  ],
  dose: { sets: 2, repetitions: 10, holdS: null, durationS: null, sessionsPerWeek: 3 },
  contraindications: ['a repaired tendon that may not be lifted yet'],
  sagittal: true,
  floor: false,
  beginsUpright: 'trunk',
  laterality: 'one-side',
  aerobic: false,
};
