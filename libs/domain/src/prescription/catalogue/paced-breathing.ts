import type { Exercise } from '../exercise.js';

/** In for three counts, hold for two, out for four: a breath of 9 s (A-068 of the project's background). */
export const pacedBreathing: Exercise = {
  id: 'paced-breathing',
  name: 'Paced breathing 3-2-4',
  pillar: 'restoration',
  region: 'nervous-system',
  linkedRegions: ['neck', 'low-back'],
  impairments: ['sensitivity'],
  scoring: 'breathing',
  sensors: [
    { segment: 'chest', kind: 'heart-rate', need: 'required', placement: 'chest strap, moistened, just below the chest' },
    { segment: 'chest', kind: 'imu', need: 'helpful', placement: 'on the breastbone' },
  ],
  primary: { kind: 'none' },
  phases: { concentric: null, hold: 'none' },
  template: { rangeOfMotionDeg: 0, outS: 0, holdS: 0, backS: 0 },
  countFromShare: 0.4,
  faults: [
    { code: 'BREATH_TOO_FAST', limit: 7.65, unit: 's', safetyCritical: false, cue: 'Let each breath take its time' },
    { code: 'BREATH_TOO_SLOW', limit: 10.35, unit: 's', safetyCritical: false, cue: 'Breathe as it comes easily' },
    { code: 'BREATH_HOLD_MISSING', limit: 1, unit: 's', safetyCritical: false, cue: 'Pause gently after you breathe in' },
  ],
  dose: { sets: 1, repetitions: null, holdS: null, durationS: 300, sessionsPerWeek: 7 },
  contraindications: ['lung disease or panic attacks: without the pause'],
  sagittal: true,
  floor: false,
  beginsUpright: null,
  laterality: 'midline',
  aerobic: false,
};
