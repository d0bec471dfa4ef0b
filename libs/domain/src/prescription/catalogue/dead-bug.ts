import type { Exercise } from '../exercise.js';

/** On the back, opposite arm and leg are lowered. The back stays flat: an arch is the fault that matters in a back plan. */
export const deadBug: Exercise = {
  id: 'dead-bug',
  name: 'Dead bug',
  pillar: 'exercise',
  region: 'low-back',
  linkedRegions: ['hip'],
  impairments: ['strength', 'pattern'],
  scoring: 'dynamic-strength',
  sensors: [
    { segment: 'thigh', kind: 'imu', need: 'required', placement: 'front of the thigh, a hand above the knee' },
    { segment: 'lumbar', kind: 'imu', need: 'required', placement: 'on the belt line at the back, over the spine' },
    { segment: 'chest', kind: 'imu', need: 'helpful', placement: 'on the breastbone' },
  ],
  primary: { kind: 'segment', segment: 'thigh' },
  phases: { concentric: 'back', hold: 'none' },
  template: { rangeOfMotionDeg: 60, outS: 2, holdS: 0, backS: 2 },
  countFromShare: 0.4,
  faults: [
    { code: 'LUMBAR_ARCH', limit: 10, unit: 'deg', safetyCritical: true, cue: 'Press your lower back gently into the floor' },
    { code: 'TRUNK_ROTATION', limit: 10, unit: 'deg', safetyCritical: false, cue: 'Keep your hips still' },
    { code: 'TOO_FAST', limit: null, unit: '', safetyCritical: false, cue: 'Lower the leg slowly, two counts' },
  ],
  dose: { sets: 2, repetitions: 8, holdS: null, durationS: null, sessionsPerWeek: 5 },
  contraindications: ['new numbness or weakness in a leg', 'back pain that shoots below the knee while doing it'],
  sagittal: true,
  floor: true,
  beginsUpright: null,
  laterality: 'alternating',
  aerobic: false,
};
