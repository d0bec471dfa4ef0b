import { redFlags, type RedFlag } from '../report.js';
import { helpWords } from '../rule-instruction.js';
import { latched } from './latched.js';

/** "STOP, I feel...": chest pain, faintness, breathlessness, palpitations, confusion, signs of a stroke, or the SOS button. No configuration. */
export const sy01 = latched({
  id: 'SY-01',
  source: 'clinical E2, B15 [V:acsm-term]',
  why: 'Chest pain, faintness, severe breathlessness, palpitations and confusion end exercise at once (ACSM, AHA). There is no limit to set.',
  instruction: { act: 'stop', from: 'info', words: helpWords },
  meets: (report) => {
    if (report.report === 'sos') return { subject: 'sos', priority: 'high', value: null, limit: null, unit: '' };
    if (report.report !== 'symptom' || redFlags.includes(report.symptom as RedFlag)) return null;
    return { subject: report.symptom, priority: 'high', value: null, limit: null, unit: '' };
  },
});
