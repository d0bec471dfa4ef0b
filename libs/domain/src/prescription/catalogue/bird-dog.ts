import type { Exercise } from '../exercise.js';

/** On hands and knees, opposite arm and leg reach out and are held 5 to 10 s. Turning and arching of the trunk are the main faults. */
export const birdDog: Exercise = {
  id: 'bird-dog',
  name: 'Bird-dog',
  pillar: 'exercise',
  region: 'low-back',
  linkedRegions: ['hip', 'shoulder'],
  impairments: ['strength', 'balance', 'pattern'],
  scoring: 'isometric-hold',
  sensors: [
    { segment: 'thigh', kind: 'imu', need: 'required', placement: 'front of the thigh, a hand above the knee' },
    { segment: 'lumbar', kind: 'imu', need: 'required', placement: 'on the belt line at the back, over the spine' },
    { segment: 'upper-back', kind: 'imu', need: 'helpful', placement: 'between the shoulder blades' },
  ],
  primary: { kind: 'segment', segment: 'thigh' },
  phases: { concentric: 'out', hold: 'at-end' },
  template: { rangeOfMotionDeg: 60, outS: 2, holdS: 5, backS: 2 },
  countFromShare: 0.4,
  faults: [
    { code: 'TRUNK_ROTATION', limit: 10, unit: 'deg', safetyCritical: false, cue: 'Keep both hip bones facing the floor' },
    { code: 'LUMBAR_ARCH', limit: 10, unit: 'deg', safetyCritical: false, cue: 'Draw your belly in and keep your back long' },
    { code: 'HELD_TOO_SHORT', limit: 5, unit: 's', safetyCritical: false, cue: 'Hold it a little longer' },
    { code: 'UNSTEADY', limit: null, unit: '', safetyCritical: false, cue: 'Press the floor away with your hand' },
  ],
  dose: { sets: 2, repetitions: 8, holdS: 5, durationS: null, sessionsPerWeek: 5 },
  contraindications: ['pain when kneeling or leaning on the wrist'],
  sagittal: true,
  floor: true,
  beginsUpright: null,
  laterality: 'alternating',
  aerobic: false,
};
