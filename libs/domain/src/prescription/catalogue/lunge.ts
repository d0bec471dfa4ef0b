import type { Exercise } from '../exercise.js';

/** Inclination of the front thigh; 60 deg is a starting template, not verified. */
export const lunge: Exercise = {
  id: 'lunge',
  name: 'Lunge',
  pillar: 'exercise',
  region: 'knee',
  linkedRegions: ['hip', 'ankle'],
  impairments: ['strength', 'balance'],
  scoring: 'dynamic-strength',
  sensors: [
    { segment: 'thigh', kind: 'imu', need: 'required', placement: 'front of the thigh, a hand above the knee' },
    { segment: 'shank', kind: 'imu', need: 'helpful', placement: 'front of the shin, a hand below the knee' },
    { segment: 'upper-back', kind: 'imu', need: 'helpful', placement: 'between the shoulder blades' },
  ],
  primary: { kind: 'segment', segment: 'thigh' },
  phases: { concentric: 'back', hold: 'none' },
  template: { rangeOfMotionDeg: 60, outS: 2, holdS: 0, backS: 2 },
  countFromShare: 0.4,
  faults: [
    { code: 'KNEE_VALGUS_PROXY', limit: 8, unit: 'deg', safetyCritical: false, cue: 'Let your front knee point over your second toe' },
    { code: 'TRUNK_LEAN_FORWARD', limit: 15, unit: 'deg', safetyCritical: false, cue: 'Keep your chest tall' },
    { code: 'TOO_FAST', limit: null, unit: '', safetyCritical: false, cue: 'Take two counts down and two counts up' },
  ],
  dose: { sets: 2, repetitions: 8, holdS: null, durationS: null, sessionsPerWeek: 3 },
  contraindications: ['knee pain that grows with each repetition', 'pain under the kneecap when kneeling'],
  sagittal: true,
  floor: false,
  beginsUpright: 'whole-body',
  laterality: 'one-side',
  aerobic: false,
};
