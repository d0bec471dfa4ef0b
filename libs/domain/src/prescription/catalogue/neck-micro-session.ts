import type { Exercise } from '../exercise.js';

/** Two minutes with a band, three times a day: the arm is lifted to the side against it (A-060, A-080 of the project's background; 60 deg is a starting template, not verified). */
export const neckMicroSession: Exercise = {
  id: 'neck-micro-session',
  name: 'Neck and shoulder micro-session',
  pillar: 'exercise',
  region: 'neck',
  linkedRegions: ['shoulder', 'upper-back'],
  impairments: ['strength', 'posture'],
  scoring: 'dynamic-strength',
  sensors: [
    { segment: 'upper-arm', kind: 'imu', need: 'required', placement: 'outside of the upper arm, above the elbow' },
    { segment: 'upper-back', kind: 'imu', need: 'helpful', placement: 'between the shoulder blades' },
  ],
  primary: { kind: 'segment', segment: 'upper-arm' },
  phases: { concentric: 'out', hold: 'none' },
  template: { rangeOfMotionDeg: 60, outS: 2, holdS: 0, backS: 2 },
  countFromShare: 0.4,
  faults: [
    { code: 'SHOULDER_SHRUG', limit: 8, unit: 'deg', safetyCritical: false, cue: 'Let your shoulders sink away from your ears' },
    { code: 'TRUNK_LEAN_SIDE', limit: 10, unit: 'deg', safetyCritical: false, cue: 'Keep your chest tall and centred' },
    { code: 'TOO_FAST', limit: null, unit: '', safetyCritical: false, cue: 'Two counts up, two counts down' },
  ],
  dose: { sets: 1, repetitions: 12, holdS: null, durationS: 120, sessionsPerWeek: 21 },
  contraindications: ['tingling in the arm while doing it', 'dizziness when the neck moves'],
  sagittal: false,
  floor: false,
  beginsUpright: 'trunk',
  laterality: 'both-sides',
  aerobic: false,
};
