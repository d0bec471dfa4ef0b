import type { Exercise } from '../exercise.js';
import { singleLegStance } from './single-leg-stance.js';

/** The same with closed eyes: 13 s on average at 18 to 39 years of age (Springer et al. 2007, J Geriatr Phys Ther 30:8). */
export const singleLegStanceEyesClosed: Exercise = {
  ...singleLegStance,
  id: 'single-leg-stance-eyes-closed',
  withOpenEyes: singleLegStance.id,
  name: 'Single-leg stance, eyes closed',
  faults: [
    { code: 'STEP_OUT', limit: null, unit: '', safetyCritical: true, cue: 'Open your eyes and touch your support, then begin again' },
    { code: 'UNSTEADY', limit: null, unit: '', safetyCritical: false, cue: 'Soften your knee and breathe out slowly' },
    { code: 'TRUNK_LEAN_SIDE', limit: 15, unit: 'deg', safetyCritical: false, cue: 'Keep your chest above the standing foot' },
    { code: 'HELD_TOO_SHORT', limit: 10, unit: 's', safetyCritical: false, cue: 'Try to stay a little longer' },
  ],
  dose: { ...singleLegStance.dose, holdS: 10 },
  contraindications: ['no support within reach', 'dizziness today', 'a fall in the last year without somebody beside', 'less than 10 s with open eyes'],
};
