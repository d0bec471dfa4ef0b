import type { Exercise } from '../exercise.js';

/** On the back, the straight leg is drawn up and held; 60 deg is a starting template, not verified. Tight hamstrings pull on the low back. */
export const hamstringStretch: Exercise = {
  id: 'hamstring-stretch',
  name: 'Hamstring stretch',
  pillar: 'stretching',
  region: 'hip',
  linkedRegions: ['low-back', 'knee'],
  impairments: ['mobility'],
  scoring: 'static-stretch',
  sensors: [
    { segment: 'thigh', kind: 'imu', need: 'required', placement: 'front of the thigh, a hand above the knee' },
    { segment: 'lumbar', kind: 'imu', need: 'helpful', placement: 'on the belt line at the back, over the spine' },
    { segment: 'shank', kind: 'imu', need: 'helpful', placement: 'front of the shin, a hand below the knee' },
  ],
  primary: { kind: 'segment', segment: 'thigh' },
  phases: { concentric: null, hold: 'at-end' },
  template: { rangeOfMotionDeg: 60, outS: 4, holdS: 30, backS: 4 },
  countFromShare: 0.4,
  faults: [
    { code: 'LUMBAR_ARCH', limit: 10, unit: 'deg', safetyCritical: false, cue: 'Let the other leg rest and your back stay flat' },
    { code: 'BOUNCING', limit: 3, unit: 'deg', safetyCritical: false, cue: 'Ease in and stay still' },
    { code: 'HELD_TOO_SHORT', limit: 30, unit: 's', safetyCritical: false, cue: 'Hold it a little longer' },
    { code: 'INCOMPLETE_RANGE', limit: null, unit: '', safetyCritical: false, cue: 'A little further, until you feel a mild pull' },
  ],
  dose: { sets: 1, repetitions: 3, holdS: 30, durationS: null, sessionsPerWeek: 6 },
  contraindications: [
    'new numbness or weakness in a leg',
    'back pain that shoots below the knee while doing it',
    'a fresh tear at the back of the thigh',
  ],
  sagittal: true,
  floor: true,
  beginsUpright: null,
  laterality: 'one-side',
  aerobic: false,
};
