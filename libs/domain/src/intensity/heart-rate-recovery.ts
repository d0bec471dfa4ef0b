import type { Phase } from '../session/phase.js';
import type { Result } from '../session/result.js';
import { median } from '../signal/statistics.js';
import { isMeasured } from './measured.js';

/** How far the heart rate falls within a minute after work. bpm. */
export interface HeartRateRecovery {
  peakBpm: number;
  at60SBpm: number;
  dropBpm: number;
  /** 12 bpm or less (Cole 1999). It was found after symptom-limited tests: a note on a trend, no live alert. */
  isAbnormal: boolean;
  /** Why the number says nothing; empty: it may be interpreted. */
  notInterpretable: ('peak-below-70-percent' | 'maximum-not-known' | 'cool-down-not-slow' | 'cool-down-not-measured' | 'rate-limiting-medication')[];
}

export interface RecoveryInput {
  /** Once a second, oldest first: the last 10 s of work, and the seconds 55 to 65 after it. null: not measured. */
  workBpm: readonly (number | null)[];
  afterBpm: readonly (number | null)[];
  /** null: nobody knows it, or it is a guess. */
  maxHeartRateBpm: number | null;
  /** Mean activity of the minute after work, m/s2; null: not measured. */
  coolDownSdMPerS2: number | null;
  rateLimitingMedication: boolean;
}

/** Cole et al. 1999, NEJM 341:1351. */
export const abnormalDropBpm = 12;
const interpretableShare = 0.7;
/** Slow walking, at the trunk [P], m/s2. */
const slowWalkingSd = 1.5;
const workS = 10;
const afterFromMs = 55_000;
const afterUntilMs = 65_000;
/** At least half of the seconds must have been measured. */
const neededShare = 0.5;

/** Clinical B9: mean of the last 10 s of work minus median of the seconds 55 to 65 after it. */
export function heartRateRecovery({ workBpm, afterBpm, maxHeartRateBpm, coolDownSdMPerS2, rateLimitingMedication }: RecoveryInput): Result<HeartRateRecovery> {
  const work = workBpm.filter(isMeasured);
  const after = afterBpm.filter(isMeasured);
  if (work.length === 0 || work.length < neededShare * workS || after.length === 0 || after.length < neededShare * afterBpm.length) {
    return { ok: false, reason: 'INSUFFICIENT_DATA', detail: `${work.length} s of work and ${after.length} s after it with a heart rate` };
  }
  const peakBpm = work.reduce((sum, bpm) => sum + bpm, 0) / work.length;
  const at60SBpm = median(after);
  const notInterpretable: HeartRateRecovery['notInterpretable'] = [];
  if (maxHeartRateBpm === null) notInterpretable.push('maximum-not-known');
  else if (peakBpm < interpretableShare * maxHeartRateBpm) notInterpretable.push('peak-below-70-percent');
  if (!isMeasured(coolDownSdMPerS2)) notInterpretable.push('cool-down-not-measured');
  if (isMeasured(coolDownSdMPerS2) && coolDownSdMPerS2 > slowWalkingSd) notInterpretable.push('cool-down-not-slow');
  if (rateLimitingMedication) notInterpretable.push('rate-limiting-medication');
  const dropBpm = peakBpm - at60SBpm;
  return { ok: true, value: { peakBpm, at60SBpm, dropBpm, isAbnormal: dropBpm <= abnormalDropBpm, notInterpretable }, flags: notInterpretable.length > 0 ? ['NOT_INTERPRETABLE'] : [] };
}

/** What is gathered while a session goes on. Plain JSON. */
export interface RecoveryState {
  workBpm: (number | null)[];
  /** End of the work, session time ms; null: work goes on, or its recovery was told. */
  workEndMs: number | null;
  afterBpm: (number | null)[];
  activity: number[];
}

export function startRecovery(): RecoveryState {
  return { workBpm: [], workEndMs: null, afterBpm: [], activity: [] };
}

/** Work ends with a rest or a cool-down, and only then. Writes into `state`. */
export function beginPhase(state: RecoveryState, { from, to, tMs }: { from: Phase; to: Phase; tMs: number }): void {
  const ends = from === 'work' && (to === 'rest' || to === 'cool-down');
  if (ends) Object.assign(state, { workEndMs: tMs, afterBpm: [], activity: [] });
  if (to === 'work') Object.assign(state, startRecovery());
}

export function noteActivity(state: RecoveryState, sdMPerS2: number): void {
  if (state.workEndMs !== null) state.activity.push(sdMPerS2);
}

/** Takes one second's heart rate; what was gathered when it is enough, once after each work. Writes into `state`. */
export function stepRecovery(state: RecoveryState, { tMs, heartRateBpm }: { tMs: number; heartRateBpm: number | null }): Pick<RecoveryInput, 'workBpm' | 'afterBpm' | 'coolDownSdMPerS2'> | null {
  if (state.workEndMs === null || tMs < state.workEndMs) {
    state.workBpm.push(heartRateBpm);
    if (state.workBpm.length > workS) state.workBpm.shift();
    return null;
  }
  const afterMs = tMs - state.workEndMs;
  if (afterMs >= afterFromMs && afterMs <= afterUntilMs) state.afterBpm.push(heartRateBpm);
  if (afterMs < afterUntilMs) return null;
  const { workBpm, afterBpm, activity } = state;
  const coolDownSdMPerS2 = activity.length === 0 ? null : activity.reduce((sum, sd) => sum + sd, 0) / activity.length;
  Object.assign(state, startRecovery());
  return { workBpm, afterBpm, coolDownSdMPerS2 };
}
