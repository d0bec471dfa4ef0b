import type { Finding, Priority } from '../finding.js';
import type { AlertRule, WatchContext } from '../rule.js';
import type { RuleInstruction } from '../rule-instruction.js';
import type { PatientReport } from '../report.js';

export interface Latched {
  id: string;
  source: string;
  why: string;
  instruction?: RuleInstruction;
  /** What was said that meets the rule; null: nothing. `subject`: what is counted as one and the same. */
  meets(report: PatientReport, context: WatchContext): { subject: string; priority: Priority; value: number | null; limit: number | null; unit: string } | null;
}

/** A rule over what somebody said. It has no dwell and never clears by itself, nor with the session: a person ends it, with an outcome. */
export function latched({ id, source, why, instruction, meets }: Latched): AlertRule<null, { told: string[] }> {
  return {
    id,
    source,
    why,
    instruction,
    start: () => ({ stream: null, watch: { told: [] } }),
    hear: (state, { tMs, report }, context, out) => {
      const met = meets(report, context);
      if (met === null) return;
      const change: Finding['change'] = state.told.includes(met.subject) ? 'updated' : 'raised';
      if (change === 'raised') state.told.push(met.subject);
      out.push({ ruleId: id, kind: 'clinical', change, tMs, cause: null, ...met });
    },
  };
}
