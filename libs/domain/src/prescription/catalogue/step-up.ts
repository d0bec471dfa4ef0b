import type { Exercise } from '../exercise.js';

/** Inclination of the leading thigh; 55 deg of a step of about 20 cm is a starting template, not verified. */
export const stepUp: Exercise = {
  id: 'step-up',
  name: 'Step-up',
  pillar: 'exercise',
  region: 'knee',
  linkedRegions: ['hip', 'ankle'],
  impairments: ['strength', 'balance', 'pattern'],
  scoring: 'dynamic-strength',
  sensors: [
    { segment: 'thigh', kind: 'imu', need: 'required', placement: 'front of the thigh, a hand above the knee' },
    { segment: 'lumbar', kind: 'imu', need: 'helpful', placement: 'on the belt line at the back, over the spine' },
    { segment: 'shank', kind: 'imu', need: 'helpful', placement: 'front of the shin, a hand below the knee' },
  ],
  primary: { kind: 'segment', segment: 'thigh' },
  phases: { concentric: 'back', hold: 'none' },
  template: { rangeOfMotionDeg: 55, outS: 1, holdS: 0, backS: 1.5 },
  countFromShare: 0.4,
  faults: [
    { code: 'PELVIC_DROP', limit: 5, unit: 'deg', safetyCritical: false, cue: 'Keep both hips level as you rise' },
    { code: 'KNEE_VALGUS_PROXY', limit: 8, unit: 'deg', safetyCritical: false, cue: 'Let your knee point over your second toe' },
    { code: 'MOMENTUM', limit: null, unit: '', safetyCritical: false, cue: 'Push up through the heel that is on the step' },
    { code: 'TOO_FAST', limit: null, unit: '', safetyCritical: false, cue: 'Step down slowly' },
  ],
  dose: { sets: 2, repetitions: 10, holdS: null, durationS: null, sessionsPerWeek: 3 },
  contraindications: ['knee pain that grows with each repetition', 'no rail or support within reach'],
  sagittal: true,
  floor: false,
  beginsUpright: 'whole-body',
  laterality: 'one-side',
  aerobic: false,
};
