import type { RepetitionFeatures } from '../repetition/repetition.js';
import type { Result } from '../session/result.js';
import type { Reference, Residuals } from './reference.js';

/** How far a repetition lies from the patient's own as a whole, when no single feature is off (clinical D4). */
export interface Unusual {
  /** Squared Mahalanobis distance of the residuals. */
  distanceSquared: number;
  /** 99th percentile of chi square with as many degrees of freedom as features. */
  limit: number;
  isUnusual: boolean;
}

/**
 * `residuals`: (value - median) / spread of each approved repetition, one row each; `of` the same of the repetition in question.
 * The correlation is shrunk towards none by features over repetitions (proposed). INSUFFICIENT_DATA with fewer than two
 * repetitions more than features, MISSING_INPUT when something was not measured.
 */
export function unusual(residuals: readonly (readonly number[])[], of: readonly number[]): Result<Unusual> {
  const [n, p] = [residuals.length, of.length];
  if (n < p + 2) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: `${n} repetitions for ${p} features` };
  if (![...of, ...residuals.flat()].every(Number.isFinite)) return { ok: false, reason: 'MISSING_INPUT', detail: 'a feature that was not measured' };
  const shrinkage = Math.min(1, p / n);
  const shrunk = correlation(residuals, p).map((row, i) => row.map((r, j) => (i === j ? 1 : (1 - shrinkage) * r)));
  const distanceSquared = solve(shrunk, of).reduce((sum, value, i) => sum + value * of[i], 0);
  const limit = unusualFrom(p);
  return { ok: true, value: { distanceSquared, limit, isUnusual: distanceSquared > limit }, flags: [] };
}

/**
 * The squared distance of a repetition from its reference. null: the reference was made of too few repetitions to have `residuals`, or something
 * that is scored was not measured this time.
 */
export function unusualDistanceOf(of: RepetitionFeatures, { features, residuals }: Pick<Reference, 'features' | 'residuals'>): number | null {
  if (residuals === undefined) return null;
  const found = unusual(residuals.rows, residuals.features.map((feature) => residualOf(features, of, feature)));
  return found.ok ? found.value.distanceSquared : null;
}

/** Of each approved repetition, over the features that every one of them has; undefined: they are too few for so many features. */
export function residualsOf(features: Reference['features'], measured: readonly RepetitionFeatures[]): Residuals | undefined {
  const names = (Object.keys(features) as Residuals['features']).filter((feature) => measured.every((each) => typeof each[feature] === 'number'));
  if (measured.length < names.length + 2) return undefined;
  return { features: names, rows: measured.map((each) => names.map((feature) => residualOf(features, each, feature))) };
}

function residualOf(features: Reference['features'], of: RepetitionFeatures, feature: keyof RepetitionFeatures): number {
  const [usual, value] = [features[feature], of[feature]];
  return usual === undefined || typeof value !== 'number' ? Number.NaN : (value - usual.median) / usual.spread;
}

function correlation(rows: readonly (readonly number[])[], p: number): number[][] {
  const means = Array.from({ length: p }, (_, j) => rows.reduce((sum, row) => sum + row[j], 0) / rows.length);
  const product = (i: number, j: number): number => rows.reduce((sum, row) => sum + (row[i] - means[i]) * (row[j] - means[j]), 0);
  const lengths = means.map((_, j) => Math.sqrt(product(j, j)));
  return means.map((_, i) => means.map((_mean, j) => (lengths[i] * lengths[j] === 0 ? 0 : product(i, j) / (lengths[i] * lengths[j]))));
}

/** Cholesky: the matrix is a correlation shrunk towards one, so it is positive definite. */
function solve(matrix: number[][], right: readonly number[]): number[] {
  const n = right.length;
  const lower = matrix.map((row) => row.map(() => 0));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i][j];
      for (let k = 0; k < j; k++) sum -= lower[i][k] * lower[j][k];
      lower[i][j] = i === j ? Math.sqrt(sum) : sum / lower[j][j];
    }
  }
  const x = [...right];
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] -= lower[i][k] * x[k];
    x[i] /= lower[i][i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] -= lower[k][i] * x[k];
    x[i] /= lower[i][i];
  }
  return x;
}

/** 99th percentile of the standard normal distribution. */
const normal99 = 2.3263478740408408;

/**
 * From which squared distance on it is unusual, of so many features: the 99th percentile of chi square, after Wilson & Hilferty (1931); within
 * 0.5 % from three features on, and a little too large below.
 */
export function unusualFrom(features: number): number {
  const spread = 2 / (9 * features);
  return features * (1 - spread + normal99 * Math.sqrt(spread)) ** 3;
}
