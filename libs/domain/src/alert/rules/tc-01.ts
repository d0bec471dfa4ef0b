import type { AlertRule } from '../rule.js';
import { strapLost, type LostState } from './strap-lost.js';

const mediumMs = 60_000;

/** No heart rate for 30 s, told to the therapist. "Not monitored", never "normal". */
export const tc01: AlertRule<LostState, LostState> = {
  id: 'TC-01',
  source: 'clinical E2',
  why: 'Without contact the heart rate is not known, which is not the same as in range. It is told after 30 s, since straps slip and come back; the patient is asked after 10.',
  instruction: { act: 'check', from: 'low', words: 'Your heart rate does not come through: check the strap.', wordsWhenHigh: 'Pause. Your heart rate does not come through: check the strap.' },
  ...strapLost({
    ruleId: 'TC-01',
    afterMs: 30_000,
    priorityOf: (lostMs, { monitoringRequired, exercise }) => {
      if (monitoringRequired) return 'high';
      return exercise.aerobic && lostMs >= mediumMs ? 'medium' : 'low';
    },
  }),
};
