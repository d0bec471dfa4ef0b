import { painRule } from './pain-rule.js';

/** Pain during exercise is more than it should be: to be watched. */
export const pn01 = painRule({
  id: 'PN-01',
  source: 'clinical E2, F3',
  why: 'Pain of 3 to 5, or 2 more than before, is acceptable and to be watched (pain-monitoring model, Silbernagel 2007; the rise is proposed). The plan chooses the model.',
  light: 'amber', priority: 'low', clears: (light) => light === 'green',
});
