import type { Exercise } from '../exercise.js';

/** Arm elevation against the chest; 140 deg is a starting template, not verified. Avoiding it costs muscle and range (A-005 of the project's background). */
export const overheadReach: Exercise = {
  id: 'overhead-reach',
  name: 'Overhead reach',
  pillar: 'exercise',
  region: 'shoulder',
  linkedRegions: ['upper-back', 'neck'],
  impairments: ['mobility', 'strength'],
  scoring: 'dynamic-strength',
  sensors: [
    { segment: 'upper-arm', kind: 'imu', need: 'required', placement: 'outside of the upper arm, above the elbow' },
    { segment: 'chest', kind: 'imu', need: 'helpful', placement: 'on the breastbone' },
  ],
  primary: { kind: 'segment', segment: 'upper-arm' },
  phases: { concentric: 'out', hold: 'none' },
  template: { rangeOfMotionDeg: 140, outS: 2.5, holdS: 0, backS: 2.5 },
  countFromShare: 0.4,
  faults: [
    { code: 'TRUNK_LEAN_SIDE', limit: 10, unit: 'deg', safetyCritical: false, cue: 'Keep your chest tall while you reach' },
    { code: 'LUMBAR_ARCH', limit: 10, unit: 'deg', safetyCritical: false, cue: 'Keep your ribs down and your back long' },
    { code: 'SHOULDER_SHRUG', limit: 8, unit: 'deg', safetyCritical: false, cue: 'Let your shoulder sink away from your ear' },
    { code: 'INCOMPLETE_RANGE', limit: null, unit: '', safetyCritical: false, cue: 'Reach a little higher, if it is comfortable' },
  ],
  dose: { sets: 2, repetitions: 10, holdS: null, durationS: null, sessionsPerWeek: 3 },
  contraindications: ['a repaired tendon that may not be lifted yet'],
  sagittal: true,
  floor: false,
  beginsUpright: 'trunk',
  laterality: 'one-side',
  aerobic: false,
};
