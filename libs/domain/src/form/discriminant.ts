/**
 * Linear discriminant (Fisher 1936): classes with means of their own and one covariance, whose inverse is `precision`. What
 * training learned; plain JSON.
 */
export interface DiscriminantModel {
  /** Names of the values, in order. */
  values: string[];
  classes: { type: string; mean: number[] }[];
  precision: number[][];
  /** How all classes of a named exercise lie beside the others. */
  offsets: Record<string, number[]>;
}

/** Log-likelihood of each class, up to the same constant, and the squared Mahalanobis distance to the nearest. */
export function discriminate(model: DiscriminantModel, values: readonly number[], name: string): { logLikelihoods: number[]; distance: number } {
  const offset = model.offsets[name];
  const distances = model.classes.map(({ mean }) => {
    const apart = values.map((value, i) => value - mean[i] - (offset?.[i] ?? 0));
    let sum = 0;
    for (let i = 0; i < apart.length; i++) for (let j = 0; j < apart.length; j++) sum += apart[i] * model.precision[i][j] * apart[j];
    return sum;
  });
  return { logLikelihoods: distances.map((distance) => -distance / 2), distance: Math.min(...distances) };
}
