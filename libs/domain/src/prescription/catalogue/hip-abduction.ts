import type { Exercise } from '../exercise.js';

/** The leg is lifted to the side, standing or lying; 30 deg is a starting template, not verified. The trunk that leans does the hip's work. */
export const hipAbduction: Exercise = {
  id: 'hip-abduction',
  name: 'Hip abduction',
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
    { code: 'TRUNK_LEAN_SIDE', limit: 10, unit: 'deg', safetyCritical: false, cue: 'Keep your chest above your hips' },
    { code: 'HIP_HIKE', limit: 5, unit: 'deg', safetyCritical: false, cue: 'Let both hips stay level' },
    { code: 'MOMENTUM', limit: null, unit: '', safetyCritical: false, cue: 'Lift without a swing' },
    { code: 'TOO_FAST', limit: null, unit: '', safetyCritical: false, cue: 'Lower the leg slowly, two counts' },
  ],
  dose: { sets: 2, repetitions: 10, holdS: 1, durationS: null, sessionsPerWeek: 3 },
  contraindications: ['hip replacement without clearance for this movement'],
  sagittal: false,
  floor: false,
  beginsUpright: 'whole-body',
  laterality: 'one-side',
  aerobic: false,
};
