import type { Exercise } from '../exercise.js';

/** The arm is lifted to the side; 90 deg is a starting template, not verified. */
export const shoulderAbduction: Exercise = {
  id: 'shoulder-abduction',
  name: 'Shoulder abduction',
  pillar: 'exercise',
  region: 'shoulder',
  linkedRegions: ['upper-back', 'neck'],
  impairments: ['strength', 'mobility'],
  scoring: 'dynamic-strength',
  sensors: [
    { segment: 'upper-arm', kind: 'imu', need: 'required', placement: 'outside of the upper arm, above the elbow' },
    { segment: 'upper-back', kind: 'imu', need: 'helpful', placement: 'between the shoulder blades' },
    { segment: 'chest', kind: 'imu', need: 'helpful', placement: 'on the breastbone' },
  ],
  primary: { kind: 'segment', segment: 'upper-arm' },
  phases: { concentric: 'out', hold: 'none' },
  template: { rangeOfMotionDeg: 90, outS: 2, holdS: 0, backS: 2 },
  countFromShare: 0.4,
  faults: [
    { code: 'SHOULDER_SHRUG', limit: 8, unit: 'deg', safetyCritical: false, cue: 'Let your shoulder sink away from your ear' },
    { code: 'TRUNK_LEAN_SIDE', limit: 10, unit: 'deg', safetyCritical: false, cue: 'Keep your chest tall and centred' },
    { code: 'INCOMPLETE_RANGE', limit: null, unit: '', safetyCritical: false, cue: 'Lift a little higher, if it is comfortable' },
    { code: 'TOO_FAST', limit: null, unit: '', safetyCritical: false, cue: 'Two counts up, two counts down' },
  ],
  dose: { sets: 2, repetitions: 10, holdS: null, durationS: null, sessionsPerWeek: 3 },
  contraindications: ['a repaired tendon that may not be lifted yet'],
  sagittal: false,
  floor: false,
  beginsUpright: 'trunk',
  laterality: 'one-side',
  aerobic: false,
};
