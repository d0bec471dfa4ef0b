import type { Exercise } from '../exercise.js';

/** A squat as practice of control: at least two seconds down (A-070 of the project's background; the tempo is proposed). */
export const slowSquat: Exercise = {
  id: 'slow-squat',
  name: 'Slow squat',
  pillar: 'restoration',
  region: 'knee',
  linkedRegions: ['hip', 'ankle', 'low-back'],
  impairments: ['pattern', 'balance', 'strength'],
  scoring: 'dynamic-strength',
  sensors: [
    { segment: 'thigh', kind: 'imu', need: 'required', placement: 'front of the thigh, a hand above the knee' },
    { segment: 'upper-back', kind: 'imu', need: 'helpful', placement: 'between the shoulder blades' },
    { segment: 'pelvis', kind: 'imu', need: 'helpful', placement: 'back of the pelvis, on the flat bone below the waist' },
    { segment: 'shank', kind: 'imu', need: 'helpful', placement: 'front of the shin, a hand below the knee' },
  ],
  primary: { kind: 'segment', segment: 'thigh' },
  phases: { concentric: 'back', hold: 'none' },
  template: { rangeOfMotionDeg: 60, outS: 3, holdS: 0, backS: 3 },
  countFromShare: 0.4,
  faults: [
    { code: 'KNEE_VALGUS_PROXY', limit: 8, unit: 'deg', safetyCritical: false, cue: 'Let your knee point over your second toe' },
    { code: 'TRUNK_LEAN_FORWARD', limit: 45, unit: 'deg', safetyCritical: false, cue: 'Lift your chest a little' },
    { code: 'TOO_FAST', limit: 2, unit: 's', safetyCritical: false, cue: 'Take three slow counts on the way down' },
    { code: 'JERKY', limit: null, unit: '', safetyCritical: false, cue: 'Glide down, as if into warm water' },
  ],
  dose: { sets: 2, repetitions: 8, holdS: null, durationS: null, sessionsPerWeek: 5 },
  contraindications: ['knee pain that grows with each repetition', 'fresh operation of hip or knee without clearance'],
  sagittal: true,
  floor: false,
  beginsUpright: 'whole-body',
  laterality: 'both-sides',
  aerobic: false,
};
