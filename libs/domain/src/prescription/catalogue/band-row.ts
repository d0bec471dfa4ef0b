import type { Exercise } from '../exercise.js';

/** The elbow is drawn back against a band; 50 deg of the upper arm is a starting template, not verified. */
export const bandRow: Exercise = {
  id: 'band-row',
  name: 'Band row',
  pillar: 'exercise',
  region: 'upper-back',
  linkedRegions: ['shoulder', 'neck'],
  impairments: ['strength', 'posture'],
  scoring: 'dynamic-strength',
  sensors: [
    { segment: 'upper-arm', kind: 'imu', need: 'required', placement: 'outside of the upper arm, above the elbow' },
    { segment: 'upper-back', kind: 'imu', need: 'helpful', placement: 'between the shoulder blades' },
  ],
  primary: { kind: 'segment', segment: 'upper-arm' },
  phases: { concentric: 'out', hold: 'at-end' },
  template: { rangeOfMotionDeg: 50, outS: 1.5, holdS: 1, backS: 2 },
  countFromShare: 0.4,
  faults: [
    { code: 'SHOULDER_SHRUG', limit: 8, unit: 'deg', safetyCritical: false, cue: 'Let your shoulders sink away from your ears' },
    { code: 'TRUNK_LEAN_FORWARD', limit: 15, unit: 'deg', safetyCritical: false, cue: 'Stand tall while you pull' },
    { code: 'MOMENTUM', limit: null, unit: '', safetyCritical: false, cue: 'Pull without a swing' },
    { code: 'TOO_FAST', limit: null, unit: '', safetyCritical: false, cue: 'Let the band go back slowly' },
  ],
  dose: { sets: 2, repetitions: 12, holdS: 1, durationS: null, sessionsPerWeek: 3 },
  contraindications: ['a band with a crack in it'],
  sagittal: true,
  floor: false,
  beginsUpright: 'trunk',
  laterality: 'both-sides',
  aerobic: false,
};
