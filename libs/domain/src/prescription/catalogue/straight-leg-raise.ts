import type { Exercise } from '../exercise.js';

/** Hip flexion by thigh inclination, tempo 2-1-2; 45 deg is a starting template, not verified. The knee stays straight. */
export const straightLegRaise: Exercise = {
  id: 'straight-leg-raise',
  name: 'Straight leg raise',
  pillar: 'exercise',
  region: 'knee',
  linkedRegions: ['hip', 'low-back'],
  impairments: ['strength'],
  scoring: 'dynamic-strength',
  sensors: [
    { segment: 'thigh', kind: 'imu', need: 'required', placement: 'front of the thigh, a hand above the knee' },
    { segment: 'lumbar', kind: 'imu', need: 'helpful', placement: 'on the belt line at the back, over the spine' },
    { segment: 'shank', kind: 'imu', need: 'helpful', placement: 'front of the shin, a hand below the knee' },
  ],
  primary: { kind: 'segment', segment: 'thigh' },
  phases: { concentric: 'out', hold: 'at-end' },
  template: { rangeOfMotionDeg: 45, outS: 2, holdS: 1, backS: 2 },
  countFromShare: 0.4,
  faults: [
    { code: 'LUMBAR_ARCH', limit: 10, unit: 'deg', safetyCritical: false, cue: 'Press your lower back gently into the floor' },
    { code: 'KNEE_BENT', limit: 10, unit: 'deg', safetyCritical: false, cue: 'Tighten your thigh and keep the knee straight' },
    { code: 'INCOMPLETE_RANGE', limit: null, unit: '', safetyCritical: false, cue: 'Lift a little higher, if it is comfortable' },
    { code: 'TOO_FAST', limit: null, unit: '', safetyCritical: false, cue: 'Lower the leg slowly, two counts' },
    { code: 'MOMENTUM', limit: null, unit: '', safetyCritical: false, cue: 'Lift without a swing' },
  ],
  dose: { sets: 2, repetitions: 10, holdS: 1, durationS: null, sessionsPerWeek: 3 },
  contraindications: ['new numbness or weakness in a leg', 'back pain that shoots below the knee while doing it'],
  sagittal: true,
  floor: true,
  beginsUpright: null,
  laterality: 'one-side',
  aerobic: false,
};
