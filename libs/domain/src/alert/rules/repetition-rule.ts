import type { Prescription } from '../../prescription/prescription.js';
import type { Finding, Priority } from '../finding.js';
import type { AlertRule, StreamEvent } from '../rule.js';
import type { RuleInstruction } from '../rule-instruction.js';

type Repeated = Extract<StreamEvent, { kind: 'repetition' }>['repetition'];

/** What was seen in one repetition: `value` worth telling when it is bad. */
export interface Judged {
  isBad: boolean;
  /** Not bad, and too near to it to end what is open; absent: whatever is not bad may end it. */
  isStillOver?: boolean;
  value: number | null;
  limit: number | null;
}

export interface RepetitionRule {
  id: string;
  source: string;
  why: string;
  instruction?: RuleInstruction;
  byReference?: boolean;
  /** It judges what the session comes to: no repetition meets it anew while it is open. */
  ofSession?: boolean;
  unit: string;
  /** null: it cannot be told of this repetition, which then counts for nothing. */
  judge(repetition: Repeated, prescription: Prescription): Judged | null;
  /** Raised when so many of the last were bad, cleared when so many in a row were not. */
  raise: { bad: number; of: number };
  clean: number;
  priority(prescription: Prescription): Priority;
}

interface RepetitionRuleState {
  /** Whether each of the last was bad, oldest first. */
  recent: boolean[];
  active: boolean;
}

/** A rule that counts repetitions. */
export function repetitionRule({ id, source, why, instruction, byReference = false, ofSession = false, unit, judge, raise, clean, priority }: RepetitionRule): AlertRule<RepetitionRuleState, null> {
  return {
    id,
    source,
    why,
    instruction,
    workOnly: true,
    byReference,
    start: () => ({ stream: { recent: [], active: false }, watch: null }),
    step: (state, event, { prescription }, out) => {
      const judged = event.kind === 'repetition' ? judge(event.repetition, prescription) : null;
      if (event.kind !== 'repetition' || judged === null) return;
      state.recent.push(judged.isBad);
      if (state.recent.length > Math.max(raise.of, clean)) state.recent.shift();
      const isMetAgain = state.active && judged.isBad && !ofSession;
      const change = isMetAgain ? 'updated' : judged.isStillOver === true && !judged.isBad ? null : changeOf(state, raise, clean);
      if (change === null) return;
      const { exercise, side } = prescription;
      out.push({
        ruleId: id, kind: 'clinical', change, priority: priority(prescription), subject: `${exercise.id}/${side}`, tMs: event.tMs,
        value: judged.value, limit: judged.limit, unit, cause: event.cause,
      });
    },
  };
}

function changeOf(state: RepetitionRuleState, { bad, of }: RepetitionRule['raise'], clean: number): Finding['change'] | null {
  const { recent } = state;
  if (state.active) {
    if (recent.length < clean || recent.slice(-clean).some((isBad) => isBad)) return null;
    state.active = false;
    return 'cleared';
  }
  if (recent.slice(-of).filter((isBad) => isBad).length < bad) return null;
  state.active = true;
  return 'raised';
}
