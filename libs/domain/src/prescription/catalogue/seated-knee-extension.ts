import type { Exercise } from '../exercise.js';

/** The shank turns about the resting thigh; 70 deg is a starting template, not verified. */
export const seatedKneeExtension: Exercise = {
  id: 'seated-knee-extension',
  name: 'Seated knee extension',
  pillar: 'exercise',
  region: 'knee',
  linkedRegions: ['hip'],
  impairments: ['strength', 'mobility'],
  scoring: 'dynamic-strength',
  sensors: [
    { segment: 'shank', kind: 'imu', need: 'required', placement: 'front of the shin, a hand below the knee' },
    { segment: 'thigh', kind: 'imu', need: 'helpful', placement: 'front of the thigh, a hand above the knee' },
    { segment: 'upper-back', kind: 'imu', need: 'helpful', placement: 'between the shoulder blades' },
  ],
  primary: { kind: 'segment', segment: 'shank' },
  phases: { concentric: 'out', hold: 'at-end' },
  template: { rangeOfMotionDeg: 70, outS: 2, holdS: 1, backS: 2 },
  countFromShare: 0.4,
  faults: [
    { code: 'INCOMPLETE_RANGE', limit: null, unit: '', safetyCritical: false, cue: 'Straighten the knee a little further, if it is comfortable' },
    { code: 'TRUNK_LEAN_FORWARD', limit: 15, unit: 'deg', safetyCritical: false, cue: 'Sit tall against the chair' },
    { code: 'TOO_FAST', limit: null, unit: '', safetyCritical: false, cue: 'Two counts up, two counts down' },
    { code: 'MOMENTUM', limit: null, unit: '', safetyCritical: false, cue: 'Lift without a swing' },
  ],
  dose: { sets: 2, repetitions: 10, holdS: 1, durationS: null, sessionsPerWeek: 3 },
  contraindications: ['knee pain that grows with each repetition'],
  sagittal: true,
  floor: false,
  beginsUpright: 'trunk',
  laterality: 'one-side',
  aerobic: false,
};
