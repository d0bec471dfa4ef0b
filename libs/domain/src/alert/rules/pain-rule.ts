import type { Priority } from '../finding.js';
import { painLight, type PainLight } from '../pain-light.js';
import type { AlertRule } from '../rule.js';
import type { RuleInstruction } from '../rule-instruction.js';

interface PainState {
  /** As it was said before the session; null: it was not. */
  before: number | null;
  active: boolean;
}

export interface PainRule {
  id: string;
  source: string;
  why: string;
  instruction?: RuleInstruction;
  light: PainLight;
  priority: Priority;
  clears(light: PainLight): boolean;
}

/** A rule over pain during exercise, as the plan's model reads it. The pain before is no pain during. */
export function painRule({ id, source, why, instruction, light: met, priority, clears }: PainRule): AlertRule<null, PainState> {
  return {
    id,
    source,
    why,
    instruction,
    start: () => ({ stream: null, watch: { before: null, active: false } }),
    hear: (state, { tMs, report }, { prescription }, out) => {
      if (report.report !== 'pain') return;
      if (report.moment === 'before') {
        state.before = report.pain;
        return;
      }
      const light = painLight({ ...report, before: state.before }, prescription.limits?.painModel ?? 'seed');
      const finding = { ruleId: id, kind: 'clinical', priority, subject: 'pain', tMs, value: report.pain, limit: null, unit: 'of 10', cause: null } as const;
      if (light === met) out.push({ ...finding, change: state.active ? 'updated' : 'raised' });
      else if (state.active && clears(light)) out.push({ ...finding, change: 'cleared' });
      else return;
      state.active = light === met;
    },
  };
}
