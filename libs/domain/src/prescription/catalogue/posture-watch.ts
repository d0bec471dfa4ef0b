import type { Exercise } from '../exercise.js';

/** A block at the desk: more than 15 deg from how the patient sat at first, for more than five minutes, is a cue and no more. Sit tall for the first ten seconds. */
export const postureWatch: Exercise = {
  id: 'posture-watch',
  name: 'Sitting tall',
  pillar: 'restoration',
  region: 'upper-back',
  linkedRegions: ['neck', 'low-back'],
  impairments: ['posture'],
  scoring: 'posture',
  sensors: [
    { segment: 'upper-back', kind: 'imu', need: 'required', placement: 'between the shoulder blades' },
  ],
  primary: { kind: 'none' },
  phases: { concentric: null, hold: 'none' },
  template: { rangeOfMotionDeg: 0, outS: 0, holdS: 0, backS: 0 },
  countFromShare: 0.4,
  faults: [
    { code: 'SLOUCH', limit: 15, unit: 'deg', safetyCritical: false, cue: 'Sit tall, as if a thread lifted the top of your head' },
  ],
  dose: { sets: 1, repetitions: null, holdS: null, durationS: 1800, sessionsPerWeek: 5 },
  contraindications: ['pain that sitting upright makes worse'],
  sagittal: true,
  floor: false,
  beginsUpright: 'trunk',
  laterality: 'midline',
  aerobic: false,
};
