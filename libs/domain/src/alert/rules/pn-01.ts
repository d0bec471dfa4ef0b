import { painRule } from './pain-rule.js';

/** Pain during exercise is more than it should be: to be watched. */
export const pn01 = painRule({ id: 'PN-01', source: 'clinical E2, F3', light: 'amber', priority: 'low', clears: (light) => light === 'green' });
