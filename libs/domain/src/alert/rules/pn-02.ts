import { painRule } from './pain-rule.js';

/** Pain during exercise is too much: this exercise ends. */
export const pn02 = painRule({
  id: 'PN-02',
  source: 'clinical E2, F3 [V:pmm]',
  why: 'Pain above 5, 3 more than before, or sharp pain is beyond what may be exercised through (pain-monitoring model, Silbernagel 2007; the rise is proposed). The plan chooses the model.',
  instruction: { act: 'stop', from: 'info', words: 'Stop this exercise for today.' },
  light: 'red', priority: 'medium', clears: (light) => light !== 'red',
});
