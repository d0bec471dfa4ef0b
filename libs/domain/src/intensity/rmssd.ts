import type { Result } from '../session/result.js';
import { isMeasured } from './measured.js';

/** Munoz et al. 2015, PLoS One 10:e0138921: a minute or two agree with four to five minutes. */
const fewestDifferences = 30;
const shortestMs = 30_000;
const mostArtefacts = 0.05;

/** Root mean square of successive differences, ms: of adjacent intervals. NaN for fewer than two. */
export function rmssdOf(rrMs: readonly number[]): number {
  let sum = 0;
  for (let i = 1; i < rrMs.length; i++) sum += (rrMs[i] - rrMs[i - 1]) ** 2;
  return rrMs.length < 2 ? Number.NaN : Math.sqrt(sum / (rrMs.length - 1));
}

export interface RmssdInput {
  /** Cleaned, adjacent, ms. */
  rrMs: readonly number[];
  artefactFraction: number;
  atRest: boolean;
}

/** Clinical B10: at rest only, of enough and sound beats. To be compared with the patient's own, not with a population. */
export function rmssd({ rrMs, artefactFraction, atRest }: RmssdInput): Result<number> {
  if (!atRest) return { ok: false, reason: 'NOT_APPLICABLE', detail: 'not at rest' };
  if (!rrMs.every(isMeasured)) return { ok: false, reason: 'OUT_OF_RANGE', detail: 'an interval is no number' };
  const lengthMs = rrMs.reduce((sum, each) => sum + each, 0);
  if (rrMs.length - 1 < fewestDifferences || lengthMs < shortestMs) {
    return { ok: false, reason: 'INSUFFICIENT_DATA', detail: `${rrMs.length} beats in ${Math.round(lengthMs / 1000)} s` };
  }
  if (artefactFraction > mostArtefacts) return { ok: false, reason: 'LOW_QUALITY', detail: `${(100 * artefactFraction).toFixed(1)} % of the beats were corrected` };
  return { ok: true, value: rmssdOf(rrMs), flags: [] };
}
