import { latched } from './latched.js';

const severe = 8;

/** Sharp pain, or pain of 8 or more: this exercise ends. */
export const sy03 = latched({
  id: 'SY-03',
  source: 'clinical E2 A-020, A-093',
  why: 'Exercise through sharp pain, or pain of 8 or more, does not help: that exercise ends.',
  instruction: { act: 'stop', from: 'info', words: 'Stop this exercise.' },
  meets: (report) => {
    if (report.report !== 'pain' || (report.quality !== 'sharp' && report.pain < severe)) return null;
    return { subject: report.quality === 'sharp' ? 'sharp-pain' : 'severe-pain', priority: 'medium', value: report.pain, limit: severe, unit: 'of 10' };
  },
});
