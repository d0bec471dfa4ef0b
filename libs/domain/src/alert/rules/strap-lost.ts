import type { Prescription } from '../../prescription/prescription.js';
import type { Finding, Priority } from '../finding.js';
import type { AlertRule } from '../rule.js';

export interface LostState {
  /** Since when the strap cannot be believed, session time ms; null: it can. */
  sinceMs: number | null;
  goodSinceMs: number | null;
  priority: Priority | null;
}

interface LostLimit {
  ruleId: string;
  /** Told when it has been lost for so long, ms. */
  afterMs: number;
  /** How grave it is once it has been lost for `lostMs`, which is `afterMs` at least. */
  priorityOf(lostMs: number, prescription: Prescription): Priority;
}

const goodMs = 5000;
const clean = (): LostState => ({ sinceMs: null, goodSinceMs: null, priority: null });

/**
 * No heart rate: contact lost, as the strap says, nothing comes from it any more, or nothing has come yet from one that is to be worn; over after
 * 5 s of good contact (clinical E2, TC-01).
 */
export function strapLost(limit: LostLimit): Required<Pick<AlertRule<LostState, LostState>, 'start' | 'step' | 'watch'>> {
  return {
    start: () => ({ stream: clean(), watch: clean() }),
    step: (state, event, { prescription }, out) => {
      if (event.kind !== 'heart-rate' || event.contact === 'none') return;
      const finding = stepLost(state, limit, { tMs: event.tMs, good: event.contact === 'ok', prescription });
      if (finding !== null) out.push({ ...finding, cause: event.cause });
    },
    watch: (state, event, { prescription }, out) => {
      const { heartRateSilentMs: silentMs, isMeasured } = event;
      if (isMeasured) return;
      if (silentMs === null && !isToBeWorn(prescription)) return;
      // Of a strap that has not come at all it is not known since when: since somebody looked.
      const good = silentMs !== null && silentMs < goodMs;
      if (!good) state.sinceMs ??= event.tMs - (silentMs ?? 0);
      const finding = stepLost(state, limit, { tMs: event.tMs, good, prescription });
      if (finding !== null) out.push({ ...finding, cause: null });
    },
  };
}

/** A guided calibration is of the movement sensors: the strap may come after it. */
function isToBeWorn({ sensors, monitoringRequired, guided }: Prescription): boolean {
  return monitoringRequired || (guided === undefined && sensors.some(({ kind }) => kind === 'heart-rate'));
}

interface LostStep {
  tMs: number;
  good: boolean;
  prescription: Prescription;
}

function stepLost(state: LostState, { ruleId, afterMs, priorityOf }: LostLimit, { tMs, good, prescription }: LostStep): Omit<Finding, 'cause'> | null {
  state.sinceMs = good && state.priority === null ? null : (state.sinceMs ?? tMs);
  state.goodSinceMs = good ? (state.goodSinceMs ?? tMs) : null;
  if (state.sinceMs === null) return null;
  const lostMs = tMs - state.sinceMs;
  const head = { ruleId, kind: 'technical', subject: 'heart-rate', tMs, value: lostMs / 1000, limit: afterMs / 1000, unit: 's' } as const;
  if (state.goodSinceMs !== null && state.priority !== null) {
    if (tMs - state.goodSinceMs < goodMs) return null;
    const { priority } = state;
    Object.assign(state, clean());
    return { ...head, change: 'cleared', priority };
  }
  if (lostMs < afterMs) return null;
  const priority = priorityOf(lostMs, prescription);
  if (priority === state.priority) return null;
  const change = state.priority === null ? 'raised' : 'updated';
  state.priority = priority;
  return { ...head, change, priority };
}
