import type { Prescription } from '../../prescription/prescription.js';
import type { Finding, Priority } from '../finding.js';
import type { AlertRule } from '../rule.js';

interface LostState {
  /** Since when the strap cannot be believed, session time ms; null: it can. */
  sinceMs: number | null;
  goodSinceMs: number | null;
  priority: Priority | null;
}

const lowMs = 30_000;
const mediumMs = 60_000;
const goodMs = 5000;
const clean = (): LostState => ({ sinceMs: null, goodSinceMs: null, priority: null });

/** No heart rate: contact lost, as the strap says, or nothing comes from it at all. "Not monitored", never "normal". */
export const tc01: AlertRule<LostState, LostState> = {
  id: 'TC-01',
  source: 'clinical E2',
  why: 'Without contact the heart rate is not known, which is not the same as in range. It is told after 30 s, since straps slip and come back.',
  instruction: { act: 'check', from: 'low', words: 'Your heart rate does not come through: check the strap.', wordsWhenHigh: 'Pause. Your heart rate does not come through: check the strap.' },
  start: () => ({ stream: clean(), watch: clean() }),
  step: (state, event, { prescription }, out) => {
    if (event.kind !== 'heart-rate' || event.contact === 'none') return;
    const finding = stepLost(state, { tMs: event.tMs, good: event.contact === 'ok', prescription });
    if (finding !== null) out.push({ ...finding, cause: event.cause });
  },
  watch: (state, event, { prescription }, out) => {
    if (event.heartRateSilentMs === null) return;
    const good = event.heartRateSilentMs < goodMs;
    if (!good) state.sinceMs ??= event.tMs - event.heartRateSilentMs;
    const finding = stepLost(state, { tMs: event.tMs, good, prescription });
    if (finding !== null) out.push({ ...finding, cause: null });
  },
};

interface LostStep {
  tMs: number;
  good: boolean;
  prescription: Prescription;
}

function stepLost(state: LostState, { tMs, good, prescription }: LostStep): Omit<Finding, 'cause'> | null {
  state.sinceMs = good && state.priority === null ? null : (state.sinceMs ?? tMs);
  state.goodSinceMs = good ? (state.goodSinceMs ?? tMs) : null;
  if (state.sinceMs === null) return null;
  const lostMs = tMs - state.sinceMs;
  const head = { ruleId: 'TC-01', kind: 'technical', subject: 'heart-rate', tMs, value: lostMs / 1000, limit: lowMs / 1000, unit: 's' } as const;
  if (state.goodSinceMs !== null && state.priority !== null) {
    if (tMs - state.goodSinceMs < goodMs) return null;
    const { priority } = state;
    Object.assign(state, clean());
    return { ...head, change: 'cleared', priority };
  }
  const priority = priorityOf(lostMs, prescription);
  if (priority === null || priority === state.priority) return null;
  const change = state.priority === null ? 'raised' : 'updated';
  state.priority = priority;
  return { ...head, change, priority };
}

function priorityOf(lostMs: number, { monitoringRequired, exercise }: Prescription): Priority | null {
  if (lostMs < lowMs) return null;
  if (monitoringRequired) return 'high';
  return exercise.aerobic && lostMs >= mediumMs ? 'medium' : 'low';
}
