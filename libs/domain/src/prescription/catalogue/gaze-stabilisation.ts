import type { Exercise } from '../exercise.js';

/** The head turns while the eyes stay on a letter (VOR x1), 0.5 to 3 Hz and 10 to 45 deg; 3 to 5 times a day (guideline of the APTA for vestibular hypofunction, dose not verified). */
export const gazeStabilisation: Exercise = {
  id: 'gaze-stabilisation',
  name: 'Gaze stabilisation',
  pillar: 'restoration',
  region: 'inner-ear',
  linkedRegions: ['neck'],
  impairments: ['balance'],
  scoring: 'head-movement',
  sensors: [
    { segment: 'head', kind: 'imu', need: 'required', placement: 'on a headband, at the back of the head' },
  ],
  primary: { kind: 'none' },
  phases: { concentric: null, hold: 'none' },
  template: { rangeOfMotionDeg: 0, outS: 0, holdS: 0, backS: 0 },
  countFromShare: 0.4,
  faults: [
    { code: 'TOO_FAST', limit: 3, unit: '', safetyCritical: false, cue: 'Turn a little slower, so that the letter stays sharp' },
    { code: 'INCOMPLETE_RANGE', limit: 10, unit: 'deg', safetyCritical: false, cue: 'Turn a little further, if it is comfortable' },
    { code: 'EXCESS_RANGE', limit: 45, unit: 'deg', safetyCritical: false, cue: 'Make your turns a little smaller' },
  ],
  dose: { sets: 3, repetitions: null, holdS: null, durationS: 60, sessionsPerWeek: 21 },
  contraindications: ['new hearing loss, double vision or a severe headache: call for help', 'neck injury without clearance'],
  sagittal: false,
  floor: false,
  beginsUpright: 'trunk',
  laterality: 'midline',
  aerobic: false,
};
