import { clearFrom } from '../../form/deviation.js';
import { sideDifference } from '../../form/symmetry.js';
import type { FeedbackCode } from '../../repetition/repetition.js';
import { repetitionRule } from './repetition-rule.js';

/** In so many sessions before this one, in a row. */
const sessionsForLow = 2;

/** The sides differ: in the range from one session to the next, or step by step in walking. A note for the record; in the third session in a row it is low. */
export const fm06 = repetitionRule({
  id: 'FM-06',
  source: 'clinical E2, C13, C15',
  why: '15 % between the sides, which is 14 % less or 16 % further on the side that hurts, and more than two measurement errors, is clear; a fixed limit is arbitrary (Bishop), so it is a note until the third session in a row (proposed).',
  ofSession: true,
  unit: '%',
  judge: ({ score, standing, features }, { referenceStanding }) => {
    // A walk of long ago is no measure of today's (clinical D1); the limit for everybody is.
    const holds = (referenceStanding?.stale ?? null) === null;
    const uneven = score.codes.find(({ code, severity, isLimit }) => code === 'GAIT_ASYMMETRIC' && severity === 'clear' && (holds || isLimit === true));
    if (uneven !== undefined) return { isBad: true, value: 100 * uneven.value, limit: 100 * limitOf(uneven) };
    const sides = standing?.session.symmetry ?? null;
    if (sides !== null) {
      const { percent, clearAbovePercent } = sideDifference(sides);
      return { isBad: sides.code !== null, value: percent, limit: clearAbovePercent };
    }
    // Without a score even steps of a walk are news all the same.
    const isWalked = typeof features.stepSymmetry === 'number';
    return score.verdict === 'cannot-judge' && !isWalked ? null : { isBad: false, value: null, limit: null };
  },
  raise: { bad: 1, of: 1 },
  clean: 1,
  priority: ({ earlier }) => ((earlier?.asymmetricSessions ?? 0) >= sessionsForLow ? 'low' : 'info'),
});

/** Where it begins to be clear. */
function limitOf({ isLimit, reference, spread }: FeedbackCode): number {
  return isLimit === true ? reference : reference - clearFrom * spread;
}
