import type { Exercise } from '../exercise.js';

/** Knee flexion on the back, the heel slides towards the seat; 80 deg is a starting template, not verified. */
export const heelSlide: Exercise = {
  id: 'heel-slide',
  name: 'Heel slide',
  pillar: 'exercise',
  region: 'knee',
  linkedRegions: ['hip'],
  impairments: ['mobility'],
  scoring: 'dynamic-strength',
  sensors: [
    { segment: 'thigh', kind: 'imu', need: 'required', placement: 'front of the thigh, a hand above the knee' },
    { segment: 'shank', kind: 'imu', need: 'required', placement: 'front of the shin, a hand below the knee' },
  ],
  primary: { kind: 'joint', proximal: 'thigh', distal: 'shank' },
  phases: { concentric: 'out', hold: 'at-end' },
  template: { rangeOfMotionDeg: 80, outS: 3, holdS: 2, backS: 3 },
  countFromShare: 0.4,
  faults: [
    { code: 'EXCESS_RANGE', limit: null, unit: '', safetyCritical: false, cue: 'Stop a little earlier' },
    { code: 'INCOMPLETE_RANGE', limit: null, unit: '', safetyCritical: false, cue: 'Slide a little closer, if it is comfortable' },
    { code: 'TOO_FAST', limit: null, unit: '', safetyCritical: false, cue: 'Slide slowly, three counts' },
    { code: 'HIP_HIKE', limit: 5, unit: 'deg', safetyCritical: false, cue: 'Let your hips rest on the floor' },
  ],
  dose: { sets: 2, repetitions: 10, holdS: 2, durationS: null, sessionsPerWeek: 7 },
  contraindications: ['a knee that may not bend yet after its operation'],
  sagittal: true,
  floor: true,
  beginsUpright: null,
  laterality: 'one-side',
  aerobic: false,
};
