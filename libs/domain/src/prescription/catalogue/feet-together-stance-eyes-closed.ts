import type { Exercise } from '../exercise.js';
import { feetTogetherStance } from './feet-together-stance.js';

/** The second half of Romberg's test. */
export const feetTogetherStanceEyesClosed: Exercise = {
  ...feetTogetherStance,
  id: 'feet-together-stance-eyes-closed',
  withOpenEyes: feetTogetherStance.id,
  name: 'Standing, feet together, eyes closed',
  faults: [
    { code: 'STEP_OUT', limit: null, unit: '', safetyCritical: true, cue: 'Open your eyes and touch your support, then begin again' },
    { code: 'UNSTEADY', limit: null, unit: '', safetyCritical: false, cue: 'Let your arms hang and breathe out slowly' },
    { code: 'HELD_TOO_SHORT', limit: 30, unit: 's', safetyCritical: false, cue: 'Try to stay a little longer' },
  ],
  contraindications: ['no support within reach', 'dizziness today', 'a fall in the last year without somebody beside', 'less than 30 s with open eyes'],
};
