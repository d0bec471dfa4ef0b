import type { Finding } from '../finding.js';
import type { AlertRule, WatchContext } from '../rule.js';
import { helpWords } from '../rule-instruction.js';

interface FallState {
  /** The newest one; null: none yet. */
  fallMs: number | null;
}

interface AnswerState {
  /** The fall, by its time, that was told to be high, and the one that was answered. */
  highForMs: number | null;
  fineForMs: number | null;
}

const answerMs = 15_000;

/** Perhaps a fall: medium at once, high when nobody says within 15 s that they are fine. Not validated. A person ends it. */
export const fl01: AlertRule<FallState, AnswerState> = {
  id: 'FL-01',
  source: 'clinical E2, C19 [P]',
  why: 'A blow to the trunk, which then lies turned by 60 deg and still for 2 s (proposed, not validated). 15 s are left to say that all is well.',
  instruction: { act: 'answer', from: 'medium', words: 'Are you all right? Press “I’m OK” if you are.', wordsWhenHigh: helpWords },
  start: () => ({ stream: { fallMs: null }, watch: { highForMs: null, fineForMs: null } }),
  step: (state, event, _context, out) => {
    if (event.kind !== 'fall-suspected') return;
    const change = state.fallMs === null ? 'raised' : 'updated';
    state.fallMs = event.tMs;
    out.push({ ruleId: 'FL-01', kind: 'clinical', change, priority: 'medium', subject: 'fall', tMs: event.tMs, value: event.turnedDeg, limit: null, unit: 'deg', cause: event.cause });
  },
  watch: (state, event, context, out) => {
    const fall = newest(context);
    if (fall === null || event.tMs - fall.tMs < answerMs || state.highForMs === fall.tMs || state.fineForMs === fall.tMs) return;
    state.highForMs = fall.tMs;
    out.push({ ...fall, change: 'updated', priority: 'high', tMs: event.tMs, cause: null });
  },
  hear: (state, { tMs, report }, context, out) => {
    if (report.report !== 'fine') return;
    const fall = newest(context);
    if (fall === null || state.highForMs === fall.tMs || state.fineForMs === fall.tMs) return;
    state.fineForMs = fall.tMs;
    out.push({ ...fall, change: 'cleared', tMs: Math.max(tMs, fall.tMs), cause: null });
  },
};

/** Each fall wants an answer of its own: who was fine after the first may lie still after the second. */
function newest({ opened, toldByPackets }: WatchContext): Finding | null {
  const episode = opened('FL-01');
  return episode === null ? null : { ...episode, tMs: (toldByPackets('FL-01') as FallState).fallMs ?? episode.tMs };
}
