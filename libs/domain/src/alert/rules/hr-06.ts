import { dwell, startDwell, type DwellState } from '../dwell.js';
import type { AlertRule } from '../rule.js';
import { raiseWithSymptom, startSymptom, type SymptomState } from './with-symptom.js';

interface FallState {
  dwell: DwellState;
  /** The last 16 s: heart rate and, where it was measured, activity. Oldest first. */
  seconds: { tMs: number; bpm: number; activity: number | null }[];
  /** Activity of the last 20 s, second by second, oldest first. */
  activity: { tMs: number; sdMPerS2: number }[];
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
/** Less than so much is no work [P], m/s2: who rests may have a heart that recovers. */
const workMPerS2 = 0.1;
const staleMs = 3000;
/** A steep fall is first taken for a fault of the strap, and nothing is known for some seconds: what was before that still counts. After a longer hole nothing does. */
const holeMs = 10_000;
/**
 * How hard the patient works is the mean of so long: a repetition takes some seconds and is loud and quiet by turns, so that one second
 * against another says nothing (in simulated squats the rule found none of the falls when it compared seconds), and ten seconds of slow ones
 * hold now two, now three loud spells: less than `unchangedShare` although the patient works on. Fewer than `fewestSeconds` say nothing either.
 */
const meanMs = 20_000;
const fewestSeconds = 5;

/** The heart rate falls while the patient works on as hard: a relative stop criterion (ACSM). Where movement is not measured nothing can be said. */
export const hr06: AlertRule<FallState, SymptomState> = {
  id: 'HR-06',
  source: 'clinical E2 [V:acsm-term]',
  why: 'A heart rate that falls while effort does not is among the reasons to end an exercise test (ACSM). 20 bpm within 15 s is more than recovery does while the patient still works (proposed).',
  start: () => ({ stream: { dwell: startDwell(), seconds: [], activity: [], fromBpm: null }, watch: startSymptom() }),
  step: (state, event, context, out) => {
    if (event.kind === 'activity') noteActivity(state, event.tMs, event.sdMPerS2);
    if (event.kind !== 'heart-rate' || event.smoothedBpm === null || context.isActive('TC-01')) return;
    const { tMs, smoothedBpm: bpm } = event;
    if (tMs - (state.seconds.at(-1)?.tMs ?? tMs) > holeMs) state.seconds = [];
    const activity = effortOf(state, tMs);
    const isFalling = falls(state, { tMs, bpm, activity });
    // How hard the patient works is not known for a moment: that pauses the clock, it does not say that the heart may fall.
    if (activity === null && !state.dwell.active) return;
    const isOver = state.fromBpm !== null && (bpm > state.fromBpm - recoveredBpm || hasEased(state, tMs));
    const change = dwell(state.dwell, { tMs, above: isFalling, below: isOver && !isFalling, dwellMs, exitMs: dwellMs });
    if (change === null) return;
    const value = change === 'raised' ? (state.fromBpm ?? bpm) - bpm : bpm;
    out.push({ ruleId: 'HR-06', kind: 'clinical', change, priority: 'medium', subject: 'heart-rate', tMs, value, limit: fallBpm, unit: 'bpm', cause: event.cause });
  },
  watch: (state, event, context, out) => raiseWithSymptom(state, 'HR-06', { event, context, out }),
  hear: (state, event, context, out) => raiseWithSymptom(state, 'HR-06', { event, context, out }),
};

function noteActivity({ activity }: FallState, tMs: number, sdMPerS2: number): void {
  activity.push({ tMs, sdMPerS2 });
  while (tMs - activity[0].tMs >= meanMs) activity.shift();
}

/** m/s2; null: it is not known how hard the patient works now. */
function effortOf({ activity }: FallState, tMs: number): number | null {
  const newest = activity.at(-1);
  if (newest === undefined || activity.length < fewestSeconds || tMs - newest.tMs >= staleMs) return null;
  return activity.reduce((sum, { sdMPerS2 }) => sum + sdMPerS2, 0) / activity.length;
}

function falls(state: FallState, now: FallState['seconds'][number]): boolean {
  const { tMs, bpm, activity } = now;
  state.seconds.push(now);
  while (tMs - state.seconds[0].tMs > windowMs) state.seconds.shift();
  const top = state.seconds.reduce((highest, each) => (each.bpm > highest.bpm ? each : highest));
  if (top.bpm - bpm < fallBpm || top.activity === null || activity === null || activity < workMPerS2 || activity < unchangedShare * top.activity) return false;
  if (!state.dwell.active) state.fromBpm = top.bpm;
  return true;
}

/** The patient works less hard now: then the heart may. */
function hasEased(state: FallState, tMs: number): boolean {
  const before = state.seconds.find((each) => each.activity !== null)?.activity ?? null;
  const activity = effortOf(state, tMs);
  return before !== null && activity !== null && activity < unchangedShare * before;
}
