import type { Exercise } from '../exercise.js';

/** Standing on one foot for 30 s, best of three; sway of the belt-line sensor (Mancini et al. 2012, ISway). */
export const singleLegStance: Exercise = {
  id: 'single-leg-stance',
  name: 'Single-leg stance',
  pillar: 'restoration',
  region: 'whole-body',
  linkedRegions: ['ankle', 'knee', 'hip'],
  impairments: ['balance'],
  scoring: 'balance',
  sensors: [
    { segment: 'lumbar', kind: 'imu', need: 'required', placement: 'on the belt line at the back, over the spine' },
  ],
  primary: { kind: 'none' },
  phases: { concentric: null, hold: 'none' },
  template: { rangeOfMotionDeg: 0, outS: 0, holdS: 0, backS: 0 },
  countFromShare: 0.4,
  faults: [
    { code: 'STEP_OUT', limit: null, unit: '', safetyCritical: true, cue: 'Touch your support, then begin again' },
    { code: 'UNSTEADY', limit: null, unit: '', safetyCritical: false, cue: 'Look at one spot and soften your knee' },
    { code: 'TRUNK_LEAN_SIDE', limit: 15, unit: 'deg', safetyCritical: false, cue: 'Keep your chest above the standing foot' },
    { code: 'HELD_TOO_SHORT', limit: 30, unit: 's', safetyCritical: false, cue: 'Try to stay a little longer' },
  ],
  dose: { sets: 3, repetitions: 1, holdS: 30, durationS: null, sessionsPerWeek: 7 },
  contraindications: ['no support within reach', 'dizziness today'],
  sagittal: false,
  floor: false,
  beginsUpright: 'whole-body',
  laterality: 'one-side',
  aerobic: false,
};
