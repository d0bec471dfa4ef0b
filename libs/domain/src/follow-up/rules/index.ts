import type { PatientRule } from '../patient-rule.js';
import { beforeExercise } from './before-exercise.js';
import { hr11 } from './hr-11.js';
import { pn03 } from './pn-03.js';
import { pn04 } from './pn-04.js';
import { pn05 } from './pn-05.js';
import { pn06 } from './pn-06.js';

/** All rules over a patient's history. */
export const patientRules: readonly PatientRule[] = [beforeExercise, pn03, pn04, pn05, pn06, hr11];
