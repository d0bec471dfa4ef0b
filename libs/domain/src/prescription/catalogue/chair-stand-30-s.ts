import type { Exercise } from '../exercise.js';

/**
 * As often as one can in half a minute, arms crossed (STEADI of the CDC, 30-second chair stand); `form/chair-stand.ts` counts. 85 deg is a starting template,
 * not verified. Whether the arms helped is for whoever watches.
 */
export const chairStand30S: Exercise = {
  id: 'chair-stand-30-s',
  name: '30-second chair stand',
  pillar: 'exercise',
  region: 'knee',
  linkedRegions: ['hip', 'low-back'],
  impairments: ['strength'],
  scoring: 'dynamic-strength',
  sensors: [
    { segment: 'thigh', kind: 'imu', need: 'required', placement: 'front of the thigh, a hand above the knee' },
  ],
  primary: { kind: 'segment', segment: 'thigh' },
  phases: { concentric: 'out', hold: 'none' },
  template: { rangeOfMotionDeg: 85, outS: 1, holdS: 0, backS: 1 },
  countFromShare: 0.4,
  faults: [
    { code: 'INCOMPLETE_RANGE', limit: null, unit: '', safetyCritical: false, cue: 'Stand all the way up, then sit all the way down' },
  ],
  dose: { sets: 1, repetitions: null, holdS: null, durationS: 30, sessionsPerWeek: 1 },
  contraindications: ['dizziness on standing up', 'a chair that can slide'],
  sagittal: true,
  floor: false,
  beginsUpright: 'trunk',
  laterality: 'both-sides',
  aerobic: false,
};
