import { redFlags, type RedFlag } from '../report.js';
import { helpWords } from '../rule-instruction.js';
import { latched } from './latched.js';

/** New weakness of a leg, numbness of the saddle, change of bladder or bowel: urgent, whatever the exercise. No configuration. */
export const sy04 = latched({
  id: 'SY-04',
  source: 'clinical E2 [G] cauda equina',
  why: 'A newly weak leg, numbness of the saddle, or a change of bladder or bowel may be pressure on the nerves of the lower back (cauda equina): urgent, whatever the exercise.',
  instruction: { act: 'stop', from: 'info', words: helpWords },
  meets: (report) => {
    if (report.report !== 'symptom' || !redFlags.includes(report.symptom as RedFlag)) return null;
    return { subject: report.symptom, priority: 'high', value: null, limit: null, unit: '' };
  },
});
