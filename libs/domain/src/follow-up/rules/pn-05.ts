import { flareUps } from '../flare-up.js';
import type { PatientFinding, PatientRule } from '../patient-rule.js';
import { importantRise } from '../two-hour-rule.js';

/** A flare-up, by the diary. It is found when the day is written down, which a person does in their hours. */
export const pn05: PatientRule = {
  id: 'PN-05',
  source: 'clinical E2, F7 [P]',
  why: '2 points above the days before, two days long, is more than pain changes from day to day (Farrar 2001; two days are proposed).',
  find: ({ days }) => {
    const found = flareUps(days);
    if (!found.ok) return [];
    return found.value.flatMap(({ baseline, onset, end }): PatientFinding[] => {
      const finding = { ruleId: 'PN-05', kind: 'clinical', priority: 'medium', subject: 'flare-up', limit: baseline + importantRise, unit: 'of 10', cause: null } as const;
      const raised: PatientFinding = { ...finding, change: 'raised', tMs: onset.saidAtMs, value: onset.pain };
      return end === null ? [raised] : [raised, { ...finding, change: 'cleared', tMs: end.saidAtMs, value: end.pain }];
    });
  },
};
