import { rombergLimit } from '../../form/romberg.js';
import { repetitionRule } from './repetition-rule.js';

/** With closed eyes the patient sways far more than with open ones. A note for the record. */
export const bl02 = repetitionRule({
  id: 'BL-02',
  source: 'clinical C14 [P]',
  why: 'Who sways more than twice as much with closed eyes leans on them for balance: worth a look before exercises in the dark or on soft ground (proposed).',
  ofSession: true,
  unit: 'times',
  judge: ({ standing }) => {
    const told = standing?.session.romberg;
    return told === undefined ? null : { isBad: told.isRemarkable, value: told.ratio, limit: rombergLimit };
  },
  raise: { bad: 1, of: 1 },
  clean: 1,
  priority: () => 'info',
});
