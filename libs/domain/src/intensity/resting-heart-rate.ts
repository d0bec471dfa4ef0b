import type { Result } from '../session/result.js';
import { median } from '../signal/statistics.js';
import { isMeasured } from './measured.js';

/** Clinical B3 [P]: rest is sitting or lying still for 3 min; its first 2 min are not counted. */
const blockS = 5;
const stillSdMPerS2 = 0.3;
const neededCoverage = 0.9;
const shortestRestS = 180;
const ignoredS = 120;
const windowS = 60;
const fewestValues = 3;

/**
 * Resting heart rate, bpm: the lowest median of 60 s within a rest. Both columns have one value a second: the heart rate
 * (null: not measured), and the standard deviation of the dynamic acceleration, m/s2 (null: not measured, so not known to be rest).
 */
export function restingHeartRate(heartRateBpm: readonly (number | null)[], activitySdMPerS2: readonly (number | null)[]): Result<number> {
  const rests = restsIn(heartRateBpm, activitySdMPerS2);
  const lowest = rests.flatMap(([from, to]) => mediansOf(heartRateBpm.slice(from + ignoredS, to))).reduce((low, bpm) => Math.min(low, bpm), Infinity);
  if (lowest === Infinity) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: 'no rest of 3 min with heart rate and movement measured' };
  return { ok: true, value: lowest, flags: [] };
}

/** What the last seven days come to, bpm. With fewer than three values there is no baseline. */
export function restingBaseline(valuesBpm: readonly number[]): Result<number> {
  const measured = valuesBpm.filter(isMeasured);
  if (measured.length < fewestValues) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: `${measured.length} of ${fewestValues} resting heart rates in seven days` };
  return { ok: true, value: median(measured), flags: [] };
}

/** Half-open ranges of seconds that are one rest each. */
function restsIn(heartRateBpm: readonly (number | null)[], activity: readonly (number | null)[]): [number, number][] {
  const rests: [number, number][] = [];
  let from: number | null = null;
  const seconds = Math.min(heartRateBpm.length, activity.length);
  for (let at = 0; at + blockS <= seconds; at += blockS) {
    const still = isStill(activity.slice(at, at + blockS));
    if (still) from ??= at;
    const isOver = !still || at + 2 * blockS > seconds;
    const to = still ? at + blockS : at;
    if (isOver && from !== null && to - from >= shortestRestS && isCovered(heartRateBpm.slice(from, to))) rests.push([from, to]);
    if (!still) from = null;
  }
  return rests;
}

function isStill(block: readonly (number | null)[]): boolean {
  return block.every((sd) => sd !== null && sd < stillSdMPerS2);
}

function isCovered(bpms: readonly (number | null)[]): boolean {
  return bpms.filter(isMeasured).length >= neededCoverage * bpms.length;
}

function mediansOf(bpms: readonly (number | null)[]): number[] {
  const medians: number[] = [];
  for (let from = 0; from + windowS <= bpms.length; from++) {
    const present = bpms.slice(from, from + windowS).filter(isMeasured);
    if (present.length >= neededCoverage * windowS) medians.push(median(present));
  }
  return medians;
}
