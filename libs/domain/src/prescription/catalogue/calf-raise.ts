import type { Exercise } from '../exercise.js';

/** The foot turns about the ball; 30 deg is a starting template, not verified. */
export const calfRaise: Exercise = {
  id: 'calf-raise',
  name: 'Calf raise',
  pillar: 'exercise',
  region: 'ankle',
  linkedRegions: ['knee'],
  impairments: ['strength', 'balance'],
  scoring: 'dynamic-strength',
  sensors: [
    { segment: 'foot', kind: 'imu', need: 'required', placement: 'top of the foot, on the laces' },
    { segment: 'shank', kind: 'imu', need: 'helpful', placement: 'front of the shin, a hand below the knee' },
    { segment: 'lumbar', kind: 'imu', need: 'helpful', placement: 'on the belt line at the back, over the spine' },
  ],
  primary: { kind: 'segment', segment: 'foot' },
  phases: { concentric: 'out', hold: 'at-end' },
  template: { rangeOfMotionDeg: 30, outS: 1.5, holdS: 1, backS: 1.5 },
  countFromShare: 0.4,
  faults: [
    { code: 'INCOMPLETE_RANGE', limit: null, unit: '', safetyCritical: false, cue: 'Rise a little higher, if it is comfortable' },
    { code: 'TOO_FAST', limit: null, unit: '', safetyCritical: false, cue: 'Lower your heels slowly' },
    { code: 'TRUNK_LEAN_FORWARD', limit: 15, unit: 'deg', safetyCritical: false, cue: 'Rise straight up' },
    { code: 'UNSTEADY', limit: null, unit: '', safetyCritical: false, cue: 'Rest a hand on the wall' },
  ],
  dose: { sets: 2, repetitions: 12, holdS: 1, durationS: null, sessionsPerWeek: 3 },
  contraindications: ['a torn or freshly operated Achilles tendon'],
  sagittal: true,
  floor: false,
  beginsUpright: 'whole-body',
  laterality: 'both-sides',
  aerobic: false,
};
