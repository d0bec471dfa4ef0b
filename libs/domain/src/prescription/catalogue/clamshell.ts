import type { Exercise } from '../exercise.js';

/** Lying on the side, the upper knee opens; 30 deg is a starting template, not verified. */
export const clamshell: Exercise = {
  id: 'clamshell',
  name: 'Clamshell',
  pillar: 'exercise',
  region: 'hip',
  linkedRegions: ['knee', 'low-back'],
  impairments: ['strength'],
  scoring: 'dynamic-strength',
  sensors: [
    { segment: 'thigh', kind: 'imu', need: 'required', placement: 'front of the thigh, a hand above the knee' },
    { segment: 'lumbar', kind: 'imu', need: 'helpful', placement: 'on the belt line at the back, over the spine' },
  ],
  primary: { kind: 'segment', segment: 'thigh' },
  phases: { concentric: 'out', hold: 'at-end' },
  template: { rangeOfMotionDeg: 30, outS: 2, holdS: 1, backS: 2 },
  countFromShare: 0.4,
  faults: [
    { code: 'TRUNK_ROTATION', limit: 10, unit: 'deg', safetyCritical: false, cue: 'Keep your hips stacked, as if a wall were behind you' },
    { code: 'INCOMPLETE_RANGE', limit: null, unit: '', safetyCritical: false, cue: 'Open the knee a little further, if it is comfortable' },
    { code: 'TOO_FAST', limit: null, unit: '', safetyCritical: false, cue: 'Close slowly, two counts' },
  ],
  dose: { sets: 2, repetitions: 12, holdS: 1, durationS: null, sessionsPerWeek: 3 },
  contraindications: ['pain when lying on that hip'],
  sagittal: false,
  floor: true,
  beginsUpright: null,
  laterality: 'one-side',
  aerobic: false,
};
