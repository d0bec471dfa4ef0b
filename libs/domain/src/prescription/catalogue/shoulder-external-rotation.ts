import type { Exercise } from '../exercise.js';

/** The elbow stays at the side, the forearm turns outwards; 50 deg is a starting template, not verified. */
export const shoulderExternalRotation: Exercise = {
  id: 'shoulder-external-rotation',
  name: 'Shoulder external rotation',
  pillar: 'exercise',
  region: 'shoulder',
  linkedRegions: ['upper-back'],
  impairments: ['strength', 'mobility'],
  scoring: 'dynamic-strength',
  sensors: [
    { segment: 'forearm', kind: 'imu', need: 'required', placement: 'back of the forearm, above the wrist' },
    { segment: 'upper-arm', kind: 'imu', need: 'helpful', placement: 'outside of the upper arm, above the elbow' },
    { segment: 'chest', kind: 'imu', need: 'helpful', placement: 'on the breastbone' },
  ],
  primary: { kind: 'segment', segment: 'forearm' },
  phases: { concentric: 'out', hold: 'at-end' },
  template: { rangeOfMotionDeg: 50, outS: 2, holdS: 1, backS: 2 },
  countFromShare: 0.4,
  faults: [
    { code: 'TRUNK_ROTATION', limit: 10, unit: 'deg', safetyCritical: false, cue: 'Keep your chest facing forward' },
    { code: 'INCOMPLETE_RANGE', limit: null, unit: '', safetyCritical: false, cue: 'Turn a little further, if it is comfortable' },
    { code: 'TOO_FAST', limit: null, unit: '', safetyCritical: false, cue: 'Come back slowly, two counts' },
  ],
  dose: { sets: 2, repetitions: 12, holdS: 1, durationS: null, sessionsPerWeek: 3 },
  contraindications: ['a shoulder that has come out of its joint'],
  sagittal: false,
  floor: false,
  beginsUpright: 'trunk',
  laterality: 'one-side',
  aerobic: false,
};
