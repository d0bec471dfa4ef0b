import type { Finding } from '../finding.js';
import type { AlertRule } from '../rule.js';

interface GapState {
  priority: 'low' | 'medium' | null;
  /** Since when movement has come without a hole, session time ms; null: it does not. */
  goodSinceMs: number | null;
}

const lowMs = 2000;
const mediumMs = 10_000;
const goodMs = 5000;
const clean = (): GapState => ({ priority: null, goodSinceMs: null });

/**
 * The movement sensors are silent, or their stream has a hole: form is not watched. A line that stands still altogether is TC-06's, from 5 s
 * on: most of its pauses are over before, and what comes after them has no hole.
 */
export const tc02: AlertRule<GapState, GapState> = {
  id: 'TC-02',
  source: 'clinical E2',
  why: 'After 2 s without data a repetition may be missed; after 10 s form is not monitored.',
  start: () => ({ stream: clean(), watch: clean() }),
  step: (state, event, _context, out) => {
    if (event.kind === 'motion-gap') push(out, meetGap(state, event.gapMs, event.tMs), event.cause);
    if (event.kind === 'motion-good') push(out, meetGood(state, event.tMs), event.cause);
  },
  watch: (state, event, _context, out) => {
    if (event.motionSilentMs === null) return;
    if (event.linkSilentMs !== null && event.linkSilentMs >= lowMs && event.motionSilentMs < mediumMs) return;
    const finding = event.motionSilentMs >= lowMs ? meetGap(state, event.motionSilentMs, event.tMs) : meetGood(state, event.tMs);
    push(out, finding, null);
  },
};

type Seen = Omit<Finding, 'cause'> | null;

function push(out: Finding[], seen: Seen, cause: Finding['cause']): void {
  if (seen !== null) out.push({ ...seen, cause });
}

function meetGap(state: GapState, gapMs: number, tMs: number): Seen {
  state.goodSinceMs = null;
  const priority = gapMs >= mediumMs ? 'medium' : gapMs >= lowMs ? 'low' : null;
  if (priority === null || state.priority === 'medium' || priority === state.priority) return null;
  const change = state.priority === null ? 'raised' : 'updated';
  state.priority = priority;
  return { ...head(tMs), change, priority, value: gapMs / 1000 };
}

function meetGood(state: GapState, tMs: number): Seen {
  if (state.priority === null) return null;
  state.goodSinceMs ??= tMs;
  if (tMs - state.goodSinceMs < goodMs) return null;
  const { priority } = state;
  Object.assign(state, clean());
  return { ...head(tMs), change: 'cleared', priority, value: null };
}

function head(tMs: number) {
  return { ruleId: 'TC-02', kind: 'technical', subject: 'movement', tMs, limit: lowMs / 1000, unit: 's' } as const;
}
