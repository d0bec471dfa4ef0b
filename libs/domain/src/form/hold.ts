import { butterworth, lowPass, settledAt } from '../signal/butterworth.js';
import { median } from '../signal/statistics.js';
import { zeroPhase } from '../signal/zero-phase.js';
import type { Result } from '../session/result.js';

/** A posture that was held, clinical C10. All of the longest hold but `totalS`. */
export interface HoldFeatures {
  durationS: number;
  /** Of all holds. */
  totalS: number;
  /** Longest hold over what was asked for, at most 1; null: nothing was. */
  completion: number | null;
  /** How far the angle went from begin to end of the hold by its trend, deg. Null where nothing was held. */
  driftDeg: number | null;
  /** Standard deviation of the angle below 2 Hz, deg. Null where nothing was held. */
  steadinessSdDeg: number | null;
  /** Where it was held: samples [startAt, endAt). */
  startAt: number;
  endAt: number;
  code: 'HELD_TOO_SHORT' | null;
}

export interface HoldInput {
  /** On a uniform grid. */
  angleDeg: readonly number[];
  velocityDegPerS: readonly number[];
  stepMs: number;
  /** Nearer to rest nothing is held, deg; absent: wherever it is. */
  fromDeg?: number;
}

/** Half-open, in samples. */
interface Range {
  from: number;
  to: number;
}

/** The angle stays so close to its median [P], and so slow (clinical C10). */
const toleranceDeg = 5;
const quietDegPerS = 5;
const cutOffHz = 2;
const leastRateHz = 20;
const mergedS = 0.5;
/** The filter, run both ways, widens a short interruption by this much at most: measured on dips of 4 to 30 deg. */
const widenedS = 0.4;
/** A moment between two movements is no hold [P]. */
const leastHoldS = 1;
/** Below this share of what was asked for it was too short (clinical C10). */
export const tooShortShare = 0.9;
const longShare = 1.5;

/**
 * How long and how steadily a posture was held. `targetS` null: nothing was asked for. Flag `HELD_LONG`: more than half as long again as was
 * asked for, for information only. No hold at all is a duration of 0: it was measured.
 */
export function holdFeatures(input: HoldInput, targetS: number | null): Result<HoldFeatures> {
  const { angleDeg, velocityDegPerS, stepMs } = input;
  if (!(1000 / stepMs >= leastRateHz)) return { ok: false, reason: 'NOT_APPLICABLE', detail: `a hold needs ${leastRateHz} Hz, not ${1000 / stepMs} Hz` };
  if (targetS !== null && !(targetS > 0)) return { ok: false, reason: 'OUT_OF_RANGE', detail: `a hold of ${targetS} s` };
  if (angleDeg.length !== velocityDegPerS.length || angleDeg.length === 0) {
    return { ok: false, reason: 'MISSING_INPUT', detail: `${angleDeg.length} angles, ${velocityDegPerS.length} rates` };
  }
  if (!angleDeg.every(Number.isFinite) || !velocityDegPerS.every(Number.isFinite)) return { ok: false, reason: 'MISSING_INPUT', detail: 'an angle or a rate is no number' };
  const holds = holdsIn(input);
  const longest = holds.reduce((a, b) => (b.to - b.from > a.to - a.from ? b : a), { from: 0, to: 0 });
  const durationS = secondsOf(longest, stepMs);
  return {
    ok: true,
    value: {
      durationS,
      totalS: holds.reduce((sum, each) => sum + secondsOf(each, stepMs), 0),
      completion: targetS === null ? null : holdCompletion(durationS, targetS),
      ...steadinessOf(input, longest),
      startAt: longest.from,
      endAt: longest.to,
      code: targetS !== null && durationS < tooShortShare * targetS ? 'HELD_TOO_SHORT' : null,
    },
    flags: targetS !== null && durationS > longShare * targetS ? ['HELD_LONG'] : [],
  };
}

/** Share of what was asked for, at most 1. */
export function holdCompletion(durationS: number, targetS: number): number {
  return Math.min(1, durationS / targetS);
}

/** Quiet stretches, cut where the angle leaves the band around their own median; what is cut away may be a hold of its own. */
function holdsIn({ angleDeg, velocityDegPerS, stepMs, fromDeg = -Infinity }: HoldInput): Range[] {
  const speed = zeroPhase(velocityDegPerS, lowPassFrom(stepMs));
  const mergeSamples = ((mergedS + widenedS) * 1000) / stepMs;
  const isQuiet = (i: number): boolean => Math.abs(speed[i]) < quietDegPerS && angleDeg[i] >= fromDeg;
  const open = rangesWhere(isQuiet, { from: 0, to: angleDeg.length }, mergeSamples);
  const holds: Range[] = [];
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    const { from, to } = range;
    if (secondsOf(range, stepMs) < leastHoldS) continue;
    const middle = medianOf(angleDeg, range, isQuiet);
    const held = rangesWhere((i) => isQuiet(i) && Math.abs(angleDeg[i] - middle) <= toleranceDeg, range, mergeSamples);
    holds.push(...held.filter((each) => secondsOf(each, stepMs) >= leastHoldS));
    const edges = [from, ...held.flatMap((each) => [each.from, each.to]), to];
    for (let k = 0; k < edges.length; k += 2) open.push(...rangesWhere(isQuiet, { from: edges[k], to: edges[k + 1] }, mergeSamples));
  }
  return holds;
}

/** Of the quiet samples; one of them itself, so that the band around it is never empty. */
function medianOf(angleDeg: readonly number[], { from, to }: Range, isQuiet: (i: number) => boolean): number {
  const quiet = angleDeg.slice(from, to).filter((_, k) => isQuiet(from + k));
  return median(quiet.length % 2 === 0 ? quiet.slice(1) : quiet);
}

/** Where it holds, over interruptions of at most `mergeSamples`. */
function rangesWhere(holds: (i: number) => boolean, { from, to }: Range, mergeSamples: number): Range[] {
  const ranges: Range[] = [];
  for (let i = from; i < to; i++) {
    if (!holds(i)) continue;
    const last = ranges[ranges.length - 1];
    if (last !== undefined && i - last.to <= mergeSamples) last.to = i + 1;
    else ranges.push({ from: i, to: i + 1 });
  }
  return ranges;
}

function steadinessOf({ angleDeg, stepMs }: HoldInput, { from, to }: Range): { driftDeg: number | null; steadinessSdDeg: number | null } {
  if (to === from) return { driftDeg: null, steadinessSdDeg: null };
  const held = zeroPhase(angleDeg.slice(from, to), lowPassFrom(stepMs));
  const centre = (held.length - 1) / 2;
  const mean = held.reduce((sum, each) => sum + each, 0) / held.length;
  let [covariance, variance, square] = [0, 0, 0];
  for (let i = 0; i < held.length; i++) {
    covariance += (i - centre) * (held[i] - mean);
    variance += (i - centre) ** 2;
    square += (held[i] - mean) ** 2;
  }
  return { driftDeg: (covariance / variance) * held.length, steadinessSdDeg: Math.sqrt(square / (held.length - 1)) };
}

function lowPassFrom(stepMs: number): (first: number) => (x: number) => number {
  const filter = butterworth(cutOffHz, 1000 / stepMs);
  return (first) => {
    const state = settledAt(first, filter);
    return (x) => lowPass(state, x, filter);
  };
}

function secondsOf({ from, to }: Range, stepMs: number): number {
  return ((to - from) * stepMs) / 1000;
}
