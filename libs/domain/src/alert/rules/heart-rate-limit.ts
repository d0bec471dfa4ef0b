import type { IntensityPlan, Prescription } from '../../prescription/prescription.js';
import { dwell, startDwell, type DwellState } from '../dwell.js';
import type { Finding, Priority } from '../finding.js';
import type { AlertRule, RuleContext, StreamEvent } from '../rule.js';
import type { RuleInstruction } from '../rule-instruction.js';

/** What tells the heart-rate limits apart. Rates in bpm, times in ms. */
export interface HeartRateLimit {
  id: string;
  source: string;
  why: string;
  instruction?: RuleInstruction;
  /** Smoothed heart rate above this raises. */
  raiseAbove(plan: IntensityPlan): number;
  clears(heartRateBpm: number, plan: IntensityPlan): boolean;
  dwellMs(prescription: Prescription): number;
  exitMs: number;
  /** `heldMs`: how long the rate has been above. */
  priority(input: { plan: IntensityPlan; heldMs: number }): Priority;
}

export interface HeartRateLimitState {
  dwell: DwellState;
  priority: Priority | null;
  worstBpm: number | null;
}

/** A rule over the smoothed heart rate. Without a plan, without a heart rate that can be believed, and while TC-01 is open it neither raises nor clears (clinical E3). */
export function heartRateLimit(limit: HeartRateLimit): AlertRule<HeartRateLimitState, null> {
  return {
    id: limit.id,
    source: limit.source,
    why: limit.why,
    instruction: limit.instruction,
    start: () => ({ stream: { dwell: startDwell(), priority: null, worstBpm: null }, watch: null }),
    step: (state, event, context, out) => stepLimit(limit, { state, event, context, out }),
  };
}

interface LimitStep {
  state: HeartRateLimitState;
  event: StreamEvent;
  context: RuleContext;
  out: Finding[];
}

function stepLimit(limit: HeartRateLimit, { state, event, context, out }: LimitStep): void {
  const plan = context.prescription.intensity;
  if (event.kind !== 'heart-rate' || event.smoothedBpm === null || plan === null || context.isActive('TC-01')) return;
  const limitBpm = limit.raiseAbove(plan);
  const above = event.smoothedBpm > limitBpm;
  const below = limit.clears(event.smoothedBpm, plan);
  const change = dwell(state.dwell, { tMs: event.tMs, above, below, dwellMs: limit.dwellMs(context.prescription), exitMs: limit.exitMs });
  const told = tellLimit(limit, { state, change, bpm: event.smoothedBpm, plan });
  if (told === null) return;
  const { id: ruleId } = limit;
  out.push({ ruleId, kind: 'clinical', ...told, subject: 'heart-rate', tMs: event.tMs, limit: limitBpm, unit: 'bpm', cause: event.cause });
}

interface Told {
  state: HeartRateLimitState;
  change: 'raised' | 'cleared' | null;
  bpm: number;
  plan: IntensityPlan;
}

function tellLimit(limit: HeartRateLimit, { state, change, bpm, plan }: Told): Pick<Finding, 'change' | 'priority' | 'value'> | null {
  if (change === 'cleared') {
    const cleared = { change, priority: state.priority ?? 'low', value: bpm };
    state.priority = null;
    state.worstBpm = null;
    return cleared;
  }
  if (!state.dwell.active) return null;
  const priority = limit.priority({ plan, heldMs: state.dwell.aboveMs ?? 0 });
  const risen = state.priority === 'low' && priority !== 'low';
  const worse = state.worstBpm === null || bpm >= state.worstBpm + worthTellingBpm;
  if (change === null && !risen && !worse) return null;
  state.priority = risen || state.priority === null ? priority : state.priority;
  state.worstBpm = Math.max(bpm, state.worstBpm ?? bpm);
  return { change: change ?? 'updated', priority: state.priority, value: state.worstBpm };
}

/** A new worst value is told when it is this much worse: a console needs no message for each second. */
const worthTellingBpm = 3;
