import type { Exercise } from '../exercise.js';

/** On hands and knees the back rounds and hollows: upper back against the belt line. 45 deg is a starting template, not verified. */
export const catCamel: Exercise = {
  id: 'cat-camel',
  name: 'Cat-camel',
  pillar: 'restoration',
  region: 'low-back',
  linkedRegions: ['upper-back', 'hip'],
  impairments: ['mobility', 'sensitivity'],
  scoring: 'dynamic-strength',
  sensors: [
    { segment: 'lumbar', kind: 'imu', need: 'required', placement: 'on the belt line at the back, over the spine' },
    { segment: 'upper-back', kind: 'imu', need: 'required', placement: 'between the shoulder blades' },
  ],
  primary: { kind: 'joint', proximal: 'lumbar', distal: 'upper-back' },
  phases: { concentric: null, hold: 'none' },
  template: { rangeOfMotionDeg: 45, outS: 3, holdS: 0, backS: 3 },
  countFromShare: 0.4,
  faults: [
    { code: 'TOO_FAST', limit: null, unit: '', safetyCritical: false, cue: 'Move as slowly as you breathe' },
    { code: 'JERKY', limit: null, unit: '', safetyCritical: false, cue: 'Let the back move like a wave' },
    { code: 'INCOMPLETE_RANGE', limit: null, unit: '', safetyCritical: false, cue: 'Round a little more, if it is comfortable' },
  ],
  dose: { sets: 2, repetitions: 8, holdS: null, durationS: null, sessionsPerWeek: 7 },
  contraindications: ['a fresh fracture of the spine', 'brittle bones with a fracture in the last year'],
  sagittal: true,
  floor: true,
  beginsUpright: null,
  laterality: 'midline',
  aerobic: false,
};
