import type { Exercise } from '../exercise.js';

/** 10 m or a minute along a clear way, with support at hand. That it is backwards is said by the plan; the shank's swing can confirm it. */
export const backwardWalking: Exercise = {
  id: 'backward-walking',
  name: 'Backward walking',
  pillar: 'restoration',
  region: 'whole-body',
  linkedRegions: ['knee', 'hip'],
  impairments: ['balance', 'pattern'],
  scoring: 'gait',
  sensors: [
    { segment: 'lumbar', kind: 'imu', need: 'required', placement: 'on the belt line at the back, over the spine' },
    { segment: 'shank', kind: 'imu', need: 'helpful', placement: 'front of the shin, a hand below the knee' },
  ],
  primary: { kind: 'none' },
  phases: { concentric: null, hold: 'none' },
  template: { rangeOfMotionDeg: 0, outS: 0, holdS: 0, backS: 0 },
  countFromShare: 0.4,
  faults: [
    { code: 'GAIT_ASYMMETRIC', limit: 0.8, unit: '', safetyCritical: false, cue: 'Let both steps take the same time' },
    { code: 'GAIT_IRREGULAR', limit: null, unit: '', safetyCritical: false, cue: 'Find one steady rhythm and keep it' },
    { code: 'TOO_FAST', limit: null, unit: '', safetyCritical: false, cue: 'Take your steps a little more calmly' },
    { code: 'HIP_HIKE', limit: 5, unit: 'deg', safetyCritical: false, cue: 'Let both hips stay level' },
    { code: 'DIRECTION_UNCONFIRMED', limit: 0.7, unit: '', safetyCritical: false, cue: 'Walk backwards, one hand near your support' },
  ],
  dose: { sets: 2, repetitions: null, holdS: null, durationS: 60, sessionsPerWeek: 5 },
  contraindications: ['no clear way or no support within reach', 'falls in the last month'],
  sagittal: true,
  floor: false,
  beginsUpright: 'whole-body',
  laterality: 'both-sides',
  aerobic: false,
};
