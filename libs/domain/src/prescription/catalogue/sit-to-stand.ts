import type { Exercise } from '../exercise.js';

/** Thigh inclination from sitting; standing up is concentric. 85 deg is a starting template, not verified; counts for the 30-second chair stand. */
export const sitToStand: Exercise = {
  id: 'sit-to-stand',
  name: 'Sit-to-stand',
  pillar: 'exercise',
  region: 'knee',
  linkedRegions: ['hip', 'low-back'],
  impairments: ['strength', 'pattern'],
  scoring: 'dynamic-strength',
  sensors: [
    { segment: 'thigh', kind: 'imu', need: 'required', placement: 'front of the thigh, a hand above the knee' },
    { segment: 'upper-back', kind: 'imu', need: 'helpful', placement: 'between the shoulder blades' },
  ],
  primary: { kind: 'segment', segment: 'thigh' },
  phases: { concentric: 'out', hold: 'none' },
  template: { rangeOfMotionDeg: 85, outS: 1.5, holdS: 0, backS: 1.5 },
  countFromShare: 0.4,
  faults: [
    { code: 'TRUNK_LEAN_FORWARD', limit: 60, unit: 'deg', safetyCritical: false, cue: 'Bring your nose over your toes, then stand tall' },
    { code: 'INCOMPLETE_RANGE', limit: null, unit: '', safetyCritical: false, cue: 'Stand all the way up before you sit' },
    { code: 'TOO_FAST', limit: null, unit: '', safetyCritical: false, cue: 'Sit down slowly, as if onto an egg' },
    { code: 'MOMENTUM', limit: null, unit: '', safetyCritical: false, cue: 'Begin without a swing' },
  ],
  dose: { sets: 2, repetitions: 10, holdS: null, durationS: null, sessionsPerWeek: 3 },
  contraindications: ['dizziness on standing up', 'a chair that can slide'],
  sagittal: true,
  floor: false,
  beginsUpright: 'trunk',
  laterality: 'both-sides',
  aerobic: false,
};
