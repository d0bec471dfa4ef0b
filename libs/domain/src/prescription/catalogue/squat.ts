import type { Exercise } from '../exercise.js';

/** Thigh inclination; the way down is eccentric. 60 deg is a starting template, not verified. */
export const squat: Exercise = {
  id: 'squat',
  name: 'Squat',
  pillar: 'exercise',
  region: 'knee',
  linkedRegions: ['hip', 'ankle', 'low-back'],
  impairments: ['strength', 'pattern'],
  scoring: 'dynamic-strength',
  sensors: [
    { segment: 'thigh', kind: 'imu', need: 'required', placement: 'front of the thigh, a hand above the knee' },
    { segment: 'upper-back', kind: 'imu', need: 'helpful', placement: 'between the shoulder blades' },
    { segment: 'pelvis', kind: 'imu', need: 'helpful', placement: 'back of the pelvis, on the flat bone below the waist' },
    { segment: 'shank', kind: 'imu', need: 'helpful', placement: 'front of the shin, a hand below the knee' },
  ],
  primary: { kind: 'segment', segment: 'thigh' },
  phases: { concentric: 'back', hold: 'none' },
  template: { rangeOfMotionDeg: 60, outS: 2, holdS: 0, backS: 2 },
  countFromShare: 0.4,
  faults: [
    { code: 'KNEE_VALGUS_PROXY', limit: 8, unit: 'deg', safetyCritical: false, cue: 'Let your knee point over your second toe' },
    { code: 'TRUNK_LEAN_FORWARD', limit: 45, unit: 'deg', safetyCritical: false, cue: 'Lift your chest a little' },
    { code: 'INCOMPLETE_RANGE', limit: null, unit: '', safetyCritical: false, cue: 'Sit back a little lower, if it is comfortable' },
    { code: 'TOO_FAST', limit: null, unit: '', safetyCritical: false, cue: 'Take two counts down and two counts up' },
  ],
  dose: { sets: 2, repetitions: 10, holdS: null, durationS: null, sessionsPerWeek: 3 },
  contraindications: ['knee pain that grows with each repetition', 'fresh operation of hip or knee without clearance'],
  sagittal: true,
  floor: false,
  beginsUpright: 'whole-body',
  laterality: 'both-sides',
  aerobic: false,
};
