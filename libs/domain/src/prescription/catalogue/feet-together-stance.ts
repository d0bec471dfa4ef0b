import type { Exercise } from '../exercise.js';
import { singleLegStance } from './single-leg-stance.js';

/** Standing with the feet together for 30 s: the first half of Romberg's test (Romberg 1846); sway of the belt-line sensor (Mancini et al. 2012, ISway). */
export const feetTogetherStance: Exercise = {
  ...singleLegStance,
  id: 'feet-together-stance',
  name: 'Standing, feet together',
  faults: [
    { code: 'STEP_OUT', limit: null, unit: '', safetyCritical: true, cue: 'Touch your support, then begin again' },
    { code: 'UNSTEADY', limit: null, unit: '', safetyCritical: false, cue: 'Look at one spot and let your arms hang' },
    { code: 'HELD_TOO_SHORT', limit: 30, unit: 's', safetyCritical: false, cue: 'Try to stay a little longer' },
  ],
  contraindications: ['no support within reach', 'dizziness today'],
  laterality: 'midline',
};
