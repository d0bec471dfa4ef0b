import type { AlertRule } from '../rule.js';

const lowPercent = 15;
const mediumPercent = 5;
/** A battery that reads around its limit is not a new one each time [P], percent. */
const recoveredPercent = 20;

/** A sensor's battery is nearly empty. By sensor: what was told of it so far. */
export const tc03: AlertRule<Record<string, 'low' | 'medium'>, null> = {
  id: 'TC-03',
  source: 'clinical E2 [P]',
  why: 'Below 15 % a sensor may not last for the session, below 5 % it ends soon (proposed).',
  start: () => ({ stream: {}, watch: null }),
  step: (state, event, _context, out) => {
    if (event.kind !== 'battery') return;
    const { percent: value, tMs, cause } = event;
    const subject = `sensor-${event.sensor}`;
    const told = subject in state ? state[subject] : null;
    const finding = { ruleId: 'TC-03', kind: 'technical', subject, tMs, value, limit: lowPercent, unit: '%', cause } as const;
    const priority = value < mediumPercent ? 'medium' : value < lowPercent ? 'low' : null;
    if (priority === null) {
      if (told === null || value < recoveredPercent) return;
      delete state[subject];
      out.push({ ...finding, change: 'cleared', priority: told });
      return;
    }
    if (told === 'medium' || told === priority) return;
    state[subject] = priority;
    out.push({ ...finding, change: told === null ? 'raised' : 'updated', priority });
  },
};
