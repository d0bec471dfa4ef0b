import type { Result } from '../session/result.js';
import { median } from '../signal/statistics.js';
import { adjacentBeats } from './adjacent-beats.js';
import { breathingAdherence, type Breath, type BreathingAdherence, type BreathingPattern } from './breathing-adherence.js';
import { breathsOf } from './breaths.js';
import type { ChestStretch } from './chest-stretch.js';
import { correctRr } from './correct-rr.js';
import { fuseRespiration, type RespirationEstimate } from './respiration.js';
import { respirationFromImu } from './respiration-from-imu.js';
import { respirationFromRr } from './respiration-from-rr.js';
import type { SessionSeconds } from './seconds.js';

export interface SessionRespiration {
  breathsPerMin: number;
  /** Windows of 30 s in which breath was found, of all. */
  windows: number;
  of: number;
  /** Windows in which the chest and the beats did not say the same. */
  disagreeing: number;
}

const windowS = 30;
const beatsS = 64;
/** Beats of which more was corrected tell no breath (clinical B5). */
const mostArtefacts = 0.2;

/** Breathing of a whole session: the median of its half minutes (clinical B11). */
export function sessionRespiration(seconds: Pick<SessionSeconds, 'rrMs'>, chest: readonly ChestStretch[]): Result<SessionRespiration> {
  const found: Extract<Result<RespirationEstimate>, { ok: true }>[] = [];
  const of = Math.floor(seconds.rrMs.length / windowS);
  for (let window = 0; window < of; window++) {
    const endS = (window + 1) * windowS;
    const fused = fuseRespiration(byMotion(chest, endS), byBeats(seconds.rrMs.slice(Math.max(0, endS - beatsS), endS)));
    if (fused.ok) found.push(fused);
  }
  if (found.length === 0) return { ok: false, reason: of === 0 ? 'INSUFFICIENT_DATA' : 'LOW_QUALITY', detail: `breath in none of ${of} half minutes` };
  const disagreeing = found.filter(({ flags }) => flags.includes('RESP_DISAGREE')).length;
  return { ok: true, value: { breathsPerMin: median(found.map(({ value }) => value.breathsPerMin)), windows: found.length, of, disagreeing }, flags: [] };
}

function byMotion(chest: readonly ChestStretch[], endS: number): Result<RespirationEstimate> {
  const endMs = endS * 1000;
  for (const { startMs, rateHz, accelerationMPerS2 } of chest) {
    const from = Math.round(((endMs - windowS * 1000 - startMs) * rateHz) / 1000);
    const to = from + windowS * rateHz;
    if (from >= 0 && 3 * to <= accelerationMPerS2.length) return respirationFromImu(accelerationMPerS2.slice(3 * from, 3 * to), rateHz);
  }
  return { ok: false, reason: 'INSUFFICIENT_DATA', detail: 'no sensor on the chest for 30 s' };
}

function byBeats(rrMs: SessionSeconds['rrMs']): Result<RespirationEstimate> {
  const beats = adjacentBeats(rrMs);
  if (!beats.ok) return beats;
  const { rrMs: corrected, artefactFraction } = correctRr(beats.value);
  if (artefactFraction > mostArtefacts) return { ok: false, reason: 'LOW_QUALITY', detail: `${(100 * artefactFraction).toFixed(0)} % of the beats were corrected` };
  return respirationFromRr(corrected);
}

/** [P] A pause at one end of the breath that is longer by this than at the other end is the hold after breathing in, s. */
const tellingHoldS = 0.5;

/**
 * How a session of paced breathing kept to `pattern` (clinical B12), by the chest; without a sensor there it is not known. Which
 * way an axis points is not known either: the end of the breath that is held is taken for the top; with none, phases are not told.
 */
export function sessionBreathing(chest: readonly ChestStretch[], pattern: BreathingPattern): Result<BreathingAdherence> {
  const breaths = chest.flatMap(({ accelerationMPerS2, rateHz }) => {
    const along = mostMovingAxis(accelerationMPerS2);
    const [up, down] = [breathsOf(along, rateHz), breathsOf(along.map((value) => -value), rateHz)];
    const longer = holdOf(up) - holdOf(down);
    if (longer >= tellingHoldS) return up;
    if (longer <= -tellingHoldS) return down;
    return up.map(({ durationS }): Breath => ({ durationS, phases: null }));
  });
  return breathingAdherence(breaths, pattern);
}

function holdOf(breaths: ReturnType<typeof breathsOf>): number {
  return breaths.length === 0 ? 0 : median(breaths.map(({ phases }) => phases.holdS));
}

function mostMovingAxis(accelerationMPerS2: Float64Array): Float64Array {
  const axes = [0, 1, 2].map((axis) => accelerationMPerS2.filter((_, i) => i % 3 === axis));
  const variance = (values: Float64Array): number => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  };
  return axes.reduce((best, axis) => (variance(axis) > variance(best) ? axis : best));
}
