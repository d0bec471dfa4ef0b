import type { Exercise } from '../exercise.js';

/** Thigh inclination of the standing leg; 45 deg is a starting template, not verified. */
export const singleLegSquat: Exercise = {
  id: 'single-leg-squat',
  name: 'Single-leg squat',
  pillar: 'exercise',
  region: 'knee',
  linkedRegions: ['hip', 'ankle'],
  impairments: ['strength', 'balance', 'pattern'],
  scoring: 'dynamic-strength',
  sensors: [
    { segment: 'thigh', kind: 'imu', need: 'required', placement: 'front of the thigh, a hand above the knee' },
    { segment: 'shank', kind: 'imu', need: 'required', placement: 'front of the shin, a hand below the knee' },
    { segment: 'lumbar', kind: 'imu', need: 'helpful', placement: 'on the belt line at the back, over the spine' },
  ],
  primary: { kind: 'segment', segment: 'thigh' },
  phases: { concentric: 'back', hold: 'none' },
  template: { rangeOfMotionDeg: 45, outS: 2, holdS: 0, backS: 2 },
  countFromShare: 0.4,
  faults: [
    { code: 'KNEE_VALGUS_PROXY', limit: 8, unit: 'deg', safetyCritical: false, cue: 'Let your knee point over your second toe' },
    { code: 'PELVIC_DROP', limit: 5, unit: 'deg', safetyCritical: false, cue: 'Lift the free hip until both are level' },
    { code: 'TRUNK_LEAN_SIDE', limit: 10, unit: 'deg', safetyCritical: false, cue: 'Keep your chest above the standing foot' },
    { code: 'UNSTEADY', limit: null, unit: '', safetyCritical: false, cue: 'Touch a wall with one finger' },
  ],
  dose: { sets: 2, repetitions: 8, holdS: null, durationS: null, sessionsPerWeek: 3 },
  contraindications: [
    'knee pain that grows with each repetition',
    'cannot yet stand on one leg for 10 s',
    'dizziness or falls in the last month',
  ],
  sagittal: true,
  floor: false,
  beginsUpright: 'whole-body',
  laterality: 'one-side',
  aerobic: false,
};
