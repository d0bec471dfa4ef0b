import { latched } from './latched.js';

const usualLimit = 5;
/** On a vestibular plan some dizziness is the exercise: up to so much over the limit it is medium. */
const vestibularMargin = 2;

/** Dizziness, 0 to 10, at the plan's limit or above. */
export const sy02 = latched({
  id: 'SY-02',
  source: 'clinical E2 [P]',
  why: 'From 5 of 10 on dizziness is a risk of falling, unless the plan has its own limit; where dizziness is what is exercised, up to two more are expected (proposed).',
  instruction: { act: 'stop', from: 'medium', words: 'Stop and hold on to something, or sit down.' },
  meets: (report, { prescription }) => {
    if (report.report !== 'dizziness') return null;
    const limit = prescription.limits?.dizziness ?? usualLimit;
    if (report.dizziness < limit) return null;
    const isExpected = prescription.conditions.includes('vestibular') && report.dizziness <= limit + vestibularMargin;
    return { subject: 'dizziness', priority: isExpected ? 'medium' : 'high', value: report.dizziness, limit, unit: 'of 10' };
  },
});
