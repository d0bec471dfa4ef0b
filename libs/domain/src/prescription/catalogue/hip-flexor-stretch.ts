import type { Exercise } from '../exercise.js';

/** Half kneeling, the pelvis moves forward over the rear thigh and is held; 20 deg is a starting template, not verified. */
export const hipFlexorStretch: Exercise = {
  id: 'hip-flexor-stretch',
  name: 'Hip-flexor stretch',
  pillar: 'stretching',
  region: 'hip',
  linkedRegions: ['low-back'],
  impairments: ['mobility', 'posture'],
  scoring: 'static-stretch',
  sensors: [
    { segment: 'thigh', kind: 'imu', need: 'required', placement: 'front of the thigh, a hand above the knee' },
    { segment: 'lumbar', kind: 'imu', need: 'helpful', placement: 'on the belt line at the back, over the spine' },
  ],
  primary: { kind: 'segment', segment: 'thigh' },
  phases: { concentric: null, hold: 'at-end' },
  template: { rangeOfMotionDeg: 20, outS: 3, holdS: 30, backS: 3 },
  countFromShare: 0.4,
  faults: [
    { code: 'LUMBAR_ARCH', limit: 10, unit: 'deg', safetyCritical: false, cue: 'Tuck your tail under before you lean' },
    { code: 'BOUNCING', limit: 3, unit: 'deg', safetyCritical: false, cue: 'Ease in and stay still' },
    { code: 'HELD_TOO_SHORT', limit: 30, unit: 's', safetyCritical: false, cue: 'Hold it a little longer' },
  ],
  dose: { sets: 1, repetitions: 3, holdS: 30, durationS: null, sessionsPerWeek: 6 },
  contraindications: ['pain when kneeling', 'hip replacement without clearance for this movement'],
  sagittal: true,
  floor: true,
  beginsUpright: null,
  laterality: 'one-side',
  aerobic: false,
};
