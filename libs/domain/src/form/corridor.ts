import { shrunkSpread } from './deviation.js';
import { profilePoints } from './path-distance.js';
import type { Reference } from './reference.js';

/**
 * Where the approved repetitions went: their mean and spread over normalised time, deg from where each began, at `profilePoints` equally spaced
 * times. It is made of the profiles that the reference keeps, so that every reference has one.
 */
export interface Corridor {
  meanDeg: number[];
  spreadDeg: number[];
}

/** As for the range of motion (clinical D1): a few repetitions know little of how they vary. */
const priorShare = 0.06;
const floorDeg = 3;

export function corridorOf({ profiles, rangeOfMotionDeg }: Pick<Reference, 'profiles' | 'rangeOfMotionDeg'>): Corridor {
  const n = profiles.length;
  const meanDeg = Array.from({ length: profilePoints }, (_, i) => profiles.reduce((sum, profile) => sum + profile[i], 0) / n);
  const spreadDeg = meanDeg.map((mean, i) => {
    const observed = n < 2 ? 0 : Math.sqrt(profiles.reduce((sum, profile) => sum + (profile[i] - mean) ** 2, 0) / (n - 1));
    return shrunkSpread({ n, observed, prior: priorShare * rangeOfMotionDeg, floor: floorDeg });
  });
  return { meanDeg, spreadDeg };
}

/** The corridor is drawn this many spreads to each side: 19 of 20 correct repetitions stay within it where they vary normally. */
const drawnSpreads = 2;

export function edgesOf({ meanDeg, spreadDeg }: Corridor): { lowDeg: number[]; highDeg: number[] } {
  const edge = (sign: 1 | -1): number[] => meanDeg.map((mean, i) => Math.round(10 * (mean + sign * drawnSpreads * spreadDeg[i])) / 10);
  return { lowDeg: edge(-1), highDeg: edge(1) };
}
