import type { Exercise } from '../exercise.js';

/** At least 20 minutes in the zone of the heart rate, three to five times a week; how the patient walks is judged where a sensor is worn at the belt line. */
export const walking: Exercise = {
  id: 'walking',
  name: 'Walking',
  pillar: 'exercise',
  region: 'whole-body',
  linkedRegions: ['hip', 'knee', 'ankle', 'low-back'],
  impairments: ['endurance'],
  scoring: 'gait',
  sensors: [
    { segment: 'chest', kind: 'heart-rate', need: 'required', placement: 'chest strap, moistened, just below the chest' },
    { segment: 'lumbar', kind: 'imu', need: 'helpful', placement: 'on the belt line at the back, over the spine' },
  ],
  primary: { kind: 'none' },
  phases: { concentric: null, hold: 'none' },
  template: { rangeOfMotionDeg: 0, outS: 0, holdS: 0, backS: 0 },
  countFromShare: 0.4,
  faults: [
    { code: 'HIP_HIKE', limit: 5, unit: 'deg', safetyCritical: false, cue: 'Let both hips stay level' },
    { code: 'GAIT_ASYMMETRIC', limit: 0.8, unit: '', safetyCritical: false, cue: 'Let both steps take the same time' },
    { code: 'GAIT_IRREGULAR', limit: null, unit: '', safetyCritical: false, cue: 'Find one steady rhythm and keep it' },
    { code: 'TOO_FAST', limit: null, unit: '', safetyCritical: false, cue: 'Take your steps a little more calmly' },
  ],
  dose: { sets: 1, repetitions: null, holdS: null, durationS: 1200, sessionsPerWeek: 4 },
  contraindications: ['chest pain, or breathlessness at rest', 'a fever'],
  sagittal: true,
  floor: false,
  beginsUpright: 'whole-body',
  laterality: 'both-sides',
  aerobic: true,
};
