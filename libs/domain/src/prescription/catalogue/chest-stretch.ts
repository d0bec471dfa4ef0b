import type { Exercise } from '../exercise.js';

/** The arm rests at a door frame and the chest turns away; 80 deg of arm elevation is a starting template, not verified. */
export const chestStretch: Exercise = {
  id: 'chest-stretch',
  name: 'Chest stretch',
  pillar: 'stretching',
  region: 'shoulder',
  linkedRegions: ['upper-back', 'neck'],
  impairments: ['mobility', 'posture'],
  scoring: 'static-stretch',
  sensors: [
    { segment: 'upper-arm', kind: 'imu', need: 'required', placement: 'outside of the upper arm, above the elbow' },
    { segment: 'chest', kind: 'imu', need: 'helpful', placement: 'on the breastbone' },
  ],
  primary: { kind: 'segment', segment: 'upper-arm' },
  phases: { concentric: null, hold: 'at-end' },
  template: { rangeOfMotionDeg: 80, outS: 3, holdS: 30, backS: 3 },
  countFromShare: 0.4,
  faults: [
    { code: 'SHOULDER_SHRUG', limit: 8, unit: 'deg', safetyCritical: false, cue: 'Let your shoulder sink away from your ear' },
    { code: 'BOUNCING', limit: 3, unit: 'deg', safetyCritical: false, cue: 'Ease in and stay still' },
    { code: 'HELD_TOO_SHORT', limit: 30, unit: 's', safetyCritical: false, cue: 'Hold it a little longer' },
    { code: 'TRUNK_ROTATION', limit: 20, unit: 'deg', safetyCritical: false, cue: 'Turn only until you feel a mild pull' },
  ],
  dose: { sets: 1, repetitions: 3, holdS: 30, durationS: null, sessionsPerWeek: 6 },
  contraindications: ['a shoulder that has come out of its joint', 'tingling in the arm while stretching'],
  sagittal: false,
  floor: false,
  beginsUpright: 'trunk',
  laterality: 'one-side',
  aerobic: false,
};
