import type { Exercise } from '../exercise.js';

/** Bending from the hips as in lifting: trunk against thigh. 60 deg is a starting template, not verified; at 45 deg of trunk the hips should give 60 % of it (proposed). */
export const hipHinge: Exercise = {
  id: 'hip-hinge',
  name: 'Hip hinge',
  pillar: 'restoration',
  region: 'low-back',
  linkedRegions: ['hip'],
  impairments: ['pattern'],
  scoring: 'dynamic-strength',
  sensors: [
    { segment: 'thigh', kind: 'imu', need: 'required', placement: 'front of the thigh, a hand above the knee' },
    { segment: 'lumbar', kind: 'imu', need: 'required', placement: 'on the belt line at the back, over the spine' },
    { segment: 'upper-back', kind: 'imu', need: 'helpful', placement: 'between the shoulder blades' },
  ],
  primary: { kind: 'joint', proximal: 'thigh', distal: 'lumbar' },
  phases: { concentric: 'back', hold: 'none' },
  template: { rangeOfMotionDeg: 60, outS: 2, holdS: 0, backS: 2 },
  countFromShare: 0.4,
  faults: [
    { code: 'BACK_DOMINANT_LIFT', limit: 18, unit: 'deg', safetyCritical: false, cue: 'Push your hips back and keep your back long' },
    { code: 'INCOMPLETE_RANGE', limit: null, unit: '', safetyCritical: false, cue: 'Bend a little further, if it is comfortable' },
    { code: 'TOO_FAST', limit: null, unit: '', safetyCritical: false, cue: 'Two counts down, two counts up' },
  ],
  dose: { sets: 2, repetitions: 10, holdS: null, durationS: null, sessionsPerWeek: 5 },
  contraindications: ['new numbness or weakness in a leg', 'back pain that shoots below the knee while doing it'],
  sagittal: true,
  floor: false,
  beginsUpright: 'whole-body',
  laterality: 'both-sides',
  aerobic: false,
};
