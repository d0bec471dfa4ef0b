import { isGuarded } from '../../form/guarding.js';
import type { Finding } from '../finding.js';
import { painThatGuards } from '../pain-light.js';
import type { AlertRule, WatchContext } from '../rule.js';

interface MovedState {
  /** Whether each of the last three that could be told was guarded, oldest first. */
  recent: boolean[];
  /** Session time of the newest of them, ms. */
  atMs: number;
}

interface SaidState {
  pain: number;
  /** Session time, ms. */
  atMs: number;
}

/** [P]: as the patient's cues. */
const guardedToRaise = 2;
const lookBack = 3;
const cleanToClear = 2;
/** Older than this, neither what was said nor how somebody moved belongs to the other (as in rules of a therapist's own). */
const togetherMs = 600_000;

/**
 * Slow and short while it hurts: the patient guards. A note to the therapist; the patient hears nothing of it, since being told to move more
 * is what a person in pain needs least (nor does the coach say so: `session/hurting.ts`). Fear is not asked for. Pain that was said long ago neither raises nor clears.
 */
export const fm09: AlertRule<MovedState, { said: SaidState | null; active: boolean }> = {
  id: 'FM-09',
  source: 'clinical D5 (GUARDING), A-039 [P]',
  why: 'Slower and less far than usual at pain of 3 or more, in two of the last three repetitions, may be guarding (proposed).',
  workOnly: true,
  byReference: true,
  start: () => ({ stream: { recent: [], atMs: 0 }, watch: { said: null, active: false } }),
  step: (state, event, { prescription: { reference } }) => {
    if (event.kind !== 'repetition' || reference === null || event.repetition.score.verdict === 'cannot-judge') return;
    const guarded = isGuarded(event.repetition.features, reference);
    if (guarded === null) return;
    state.recent.push(guarded);
    if (state.recent.length > lookBack) state.recent.shift();
    state.atMs = event.tMs;
  },
  hear: (state, { tMs, report }, context, out) => {
    if (report.report !== 'pain') return;
    state.said = { pain: report.pain, atMs: tMs };
    look(state, tMs, context, out);
  },
  watch: (state, { tMs }, context, out) => look(state, tMs, context, out),
};

function look(state: { said: SaidState | null; active: boolean }, tMs: number, context: WatchContext, out: Finding[]): void {
  const { recent, atMs } = context.toldByPackets('FM-09') as MovedState;
  if (state.said === null) return;
  const { pain } = state.said;
  const isKnown = tMs - state.said.atMs < togetherMs && tMs - atMs < togetherMs;
  const change = changeOf(state.active, recent, isKnown ? pain : null);
  if (change === null) return;
  state.active = change === 'raised';
  const { exercise, side } = context.prescription;
  out.push({ ruleId: 'FM-09', kind: 'clinical', change, priority: 'info', subject: `${exercise.id}/${side}`, tMs, value: pain, limit: painThatGuards, unit: 'of 10', cause: null });
}

/** `pain` null: nothing is known of now. */
function changeOf(isActive: boolean, recent: readonly boolean[], pain: number | null): 'raised' | 'cleared' | null {
  if (isActive) return movesFreely(recent) || (pain !== null && pain < painThatGuards) ? 'cleared' : null;
  const isGuarding = recent.filter(Boolean).length >= guardedToRaise;
  return isGuarding && pain !== null && pain >= painThatGuards ? 'raised' : null;
}

function movesFreely(recent: readonly boolean[]): boolean {
  return recent.length >= cleanToClear && !recent.slice(-cleanToClear).some(Boolean);
}
