import type { AlertKind, Priority } from './finding.js';

/** A condition a practitioner must know. One open alert per session, rule and subject (E3). */
export interface Alert {
  id: string;
  ruleId: string;
  kind: AlertKind;
  subject: string;
  priority: Priority;
  /** Condition still there, or gone. Acknowledgement is a fact beside it, not a state of the condition. */
  state: 'open' | 'cleared';
  /** Found only afterwards, in late data: told in the record, never rung. */
  retrospective: boolean;
  /** The rule that holds it back: it is in the record and nobody is told, until that rule is over. null: it is told. */
  suppressedBy: string | null;
  raisedAtMs: number;
  lastAtMs: number;
  clearedAtMs: number | null;
  /** How often the rule was met in this episode and those folded into it. */
  count: number;
  worstValue: number | null;
  limit: number | null;
  unit: string;
}

/** What `decide` wants written. Times are session time, ms. */
export type AlertChange =
  | { change: 'raise'; alert: Omit<Alert, 'id'>; cause: { stream: number; sequence: number } | null }
  /** `update` also when it is met again so soon after its end that it must not ring anew: then it is open again. `clear`: it was open. */
  | ({ change: 'update' | 'clear'; id: string; cause: { stream: number; sequence: number } | null }
    & Pick<Alert, 'state' | 'priority' | 'suppressedBy' | 'lastAtMs' | 'clearedAtMs' | 'count' | 'worstValue'>);
