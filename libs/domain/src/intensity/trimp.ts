import type { IntensityPlan } from '../prescription/prescription.js';
import type { Result } from '../session/result.js';
import { isMeasured } from './measured.js';
import { percentOfMax } from './zone.js';

type Sex = 'female' | 'male' | 'unknown';

/** Weights of Banister 1991: `b exp(c x)` of the share of the reserve; of nobody's sex the mean of both [P]. */
const weights = { male: { b: 0.64, c: 1.92 }, female: { b: 0.86, c: 1.67 } };
/** Less measured than this is no load of the session. */
const neededShare = 0.8;
/** Edwards 1993: 1 to 5 for each tenth of the maximum from half of it on. Not validated against physiology: for comparison only. */
const edwardsEdges = [50, 60, 70, 80, 90];

/** One heart rate a second; null: not measured. */
export interface TrimpInput {
  heartRateBpm: readonly (number | null)[];
  plan: Pick<IntensityPlan, 'maxHeartRateBpm' | 'restingHeartRateBpm' | 'advisoryOnly'>;
  sex: Sex;
}

/** Training impulse, arbitrary units (clinical B8). Below rest is no load, above the maximum no more than at it. */
export function trimpBanister({ heartRateBpm, plan, sex }: TrimpInput): Result<number> {
  const { restingHeartRateBpm, maxHeartRateBpm } = plan;
  const refused = whyNot(heartRateBpm, plan);
  if (refused !== null) return refused;
  if (restingHeartRateBpm === null) return { ok: false, reason: 'MISSING_INPUT', detail: 'no resting heart rate' };
  let load = 0;
  for (const bpm of heartRateBpm) {
    if (!isMeasured(bpm)) continue;
    const x = Math.min(1, Math.max(0, (bpm - restingHeartRateBpm) / (maxHeartRateBpm - restingHeartRateBpm)));
    load += weighed(x, sex) / 60;
  }
  return { ok: true, value: load, flags: sex === 'unknown' ? ['SEX_UNKNOWN'] : [] };
}

/** Minutes in five bands of the maximum, times 1 to 5. */
export function trimpEdwards({ heartRateBpm, plan }: TrimpInput): Result<number> {
  const refused = whyNot(heartRateBpm, plan);
  if (refused !== null) return refused;
  let load = 0;
  for (const bpm of heartRateBpm) {
    if (isMeasured(bpm)) load += edwardsEdges.filter((edge) => percentOfMax(bpm, plan.maxHeartRateBpm) >= edge).length / 60;
  }
  return { ok: true, value: load, flags: ['FOR_COMPARISON_ONLY'] };
}

function whyNot(heartRateBpm: readonly (number | null)[], { advisoryOnly }: TrimpInput['plan']): Extract<Result<number>, { ok: false }> | null {
  if (advisoryOnly) return { ok: false, reason: 'NOT_APPLICABLE', detail: 'the maximum heart rate is too uncertain; the effort that was said leads' };
  if (heartRateBpm.length === 0) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: 'no heart rate' };
  const share = heartRateBpm.filter(isMeasured).length / heartRateBpm.length;
  if (share < neededShare) return { ok: false, reason: 'LOW_QUALITY', detail: `heart rate in ${(100 * share).toFixed(0)} % of the time; ${100 * neededShare} % are needed` };
  return null;
}

function weighed(x: number, sex: Sex): number {
  if (sex === 'unknown') return (weighed(x, 'male') + weighed(x, 'female')) / 2;
  const { b, c } = weights[sex];
  return x * b * Math.exp(c * x);
}
