import type { Exercise } from '../exercise.js';

/**
 * Whatever the therapist has shown: the sensor that turns most in the approved repetitions carries the angle. Without a
 * reference nothing is counted. Small movements count, as a fault to be told: nothing is known of what else they could be.
 */
export const taughtMovement: Exercise = {
  id: 'taught-movement',
  name: 'Movement taught by the therapist',
  pillar: 'exercise',
  region: 'whole-body',
  linkedRegions: [],
  impairments: ['pattern'],
  scoring: 'dynamic-strength',
  sensors: [],
  primary: { kind: 'learned' },
  phases: { concentric: null, hold: 'none' },
  template: { rangeOfMotionDeg: 60, outS: 2, holdS: 0, backS: 2 },
  countFromShare: 0.25,
  faults: [
    { code: 'INCOMPLETE_RANGE', limit: null, unit: '', safetyCritical: false, cue: 'A little further, if it is comfortable' },
    { code: 'TOO_FAST', limit: null, unit: '', safetyCritical: false, cue: 'Slow it down: count as you move' },
    { code: 'JERKY', limit: null, unit: '', safetyCritical: false, cue: 'Move smoothly and steadily' },
  ],
  dose: { sets: 2, repetitions: 10, holdS: null, durationS: null, sessionsPerWeek: 3 },
  contraindications: ['whatever the therapist has ruled out for this patient'],
  sagittal: false,
  floor: false,
  beginsUpright: null,
  laterality: 'one-side',
  aerobic: false,
};
