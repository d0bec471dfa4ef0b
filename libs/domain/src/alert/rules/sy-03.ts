import type { PainQuality } from '../report.js';
import { latched } from './latched.js';

const severe = 8;

export function isGravePain({ pain, quality }: { pain: number; quality: PainQuality | null }): boolean {
  return quality === 'sharp' || pain >= severe;
}

/** Sharp pain, or pain of 8 or more: this exercise ends. */
export const sy03 = latched({
  id: 'SY-03',
  source: 'clinical E2 A-020, A-093',
  why: 'Exercise through sharp pain, or pain of 8 or more, does not help: that exercise ends.',
  instruction: { act: 'stop', from: 'info', words: 'Stop this exercise.' },
  meets: (report) => {
    if (report.report !== 'pain' || !isGravePain(report)) return null;
    const isSharp = report.quality === 'sharp';
    // Sharp pain is told however little it is: there is no limit to hold it against.
    return { subject: isSharp ? 'sharp-pain' : 'severe-pain', priority: 'medium', value: report.pain, limit: isSharp ? null : severe, unit: 'of 10' };
  },
});
