import { painRule } from './pain-rule.js';

/** Pain during exercise is too much: this exercise ends. */
export const pn02 = painRule({ id: 'PN-02', source: 'clinical E2, F3 [V:pmm]', light: 'red', priority: 'medium', clears: (light) => light !== 'red' });
