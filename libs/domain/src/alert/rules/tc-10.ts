import type { AlertRule } from '../rule.js';
import { strapLost, type LostState } from './strap-lost.js';

/** No heart rate for 10 s: a word to the patient, who can help it, and a note in the record; the therapist hears of it at 30 s (TC-01). */
export const tc10: AlertRule<LostState, LostState> = {
  id: 'TC-10',
  source: 'clinical E2, TC-01 [P]',
  why: 'A strap that has slipped is put right in a moment by whoever wears it. So the patient is asked after 10 s without a heart rate, and only the patient.',
  instruction: { act: 'check', from: 'info', words: 'Your heart rate does not come through: check the strap.' },
  ...strapLost({ ruleId: 'TC-10', afterMs: 10_000, priorityOf: () => 'info' }),
};
