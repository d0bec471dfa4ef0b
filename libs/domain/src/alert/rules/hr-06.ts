import { dwell, startDwell, type DwellState } from '../dwell.js';
import type { AlertRule } from '../rule.js';
import { raiseWithSymptom, startSymptom, type SymptomState } from './with-symptom.js';

interface FallState {
  dwell: DwellState;
  /** The last 16 s: heart rate and, where it was measured, activity. Oldest first. */
  seconds: { tMs: number; bpm: number; activity: number | null }[];
  /** Newest activity, m/s2, and when. */
  activity: { tMs: number; sdMPerS2: number } | null;
  /** Heart rate from which it fell. */
  fromBpm: number | null;
}

const windowMs = 15_000;
const fallBpm = 20;
const dwellMs = 5000;
/** Activity that is this share of what it was counts as unchanged [P]. */
const unchangedShare = 0.8;
/** It has recovered when it is within this of where it fell from [P], bpm. */
const recoveredBpm = 10;
const staleMs = 3000;

/** The heart rate falls while the patient works on as hard: a relative stop criterion (ACSM). Where movement is not measured nothing can be said. */
export const hr06: AlertRule<FallState, SymptomState> = {
  id: 'HR-06',
  source: 'clinical E2 [V:acsm-term]',
  start: () => ({ stream: { dwell: startDwell(), seconds: [], activity: null, fromBpm: null }, watch: startSymptom() }),
  step: (state, event, context, out) => {
    if (event.kind === 'activity') state.activity = { tMs: event.tMs, sdMPerS2: event.sdMPerS2 };
    if (event.kind !== 'heart-rate') return;
    if (event.smoothedBpm === null) {
      state.seconds = [];
      return;
    }
    const { tMs, smoothedBpm: bpm } = event;
    const isFalling = falls(state, tMs, bpm) && !context.isActive('TC-01');
    const isOver = state.fromBpm !== null && (bpm > state.fromBpm - recoveredBpm || hasEased(state, tMs));
    const change = dwell(state.dwell, { tMs, above: isFalling, below: isOver && !isFalling, dwellMs, exitMs: dwellMs });
    if (change === null) return;
    const value = change === 'raised' ? (state.fromBpm ?? bpm) - bpm : bpm;
    out.push({ ruleId: 'HR-06', kind: 'clinical', change, priority: 'medium', subject: 'heart-rate', tMs, value, limit: fallBpm, unit: 'bpm', cause: event.cause });
  },
  watch: (state, event, context, out) => raiseWithSymptom(state, 'HR-06', { event, context, out }),
  hear: (state, event, context, out) => raiseWithSymptom(state, 'HR-06', { event, context, out }),
};

function falls(state: FallState, tMs: number, bpm: number): boolean {
  const activity = state.activity !== null && tMs - state.activity.tMs < staleMs ? state.activity.sdMPerS2 : null;
  state.seconds.push({ tMs, bpm, activity });
  while (tMs - state.seconds[0].tMs > windowMs) state.seconds.shift();
  const top = state.seconds.reduce((highest, each) => (each.bpm > highest.bpm ? each : highest));
  if (top.bpm - bpm < fallBpm || top.activity === null || activity === null || activity < unchangedShare * top.activity) return false;
  if (!state.dwell.active) state.fromBpm = top.bpm;
  return true;
}

/** The patient works less hard now: then the heart may. */
function hasEased({ seconds, activity }: FallState, tMs: number): boolean {
  const before = seconds.find((each) => each.activity !== null)?.activity ?? null;
  return before !== null && activity !== null && tMs - activity.tMs < staleMs && activity.sdMPerS2 < unchangedShare * before;
}
