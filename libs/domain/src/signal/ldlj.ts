/**
 * Log dimensionless jerk of a velocity profile (LDLJ-V): at most 0 for what people do, more negative is less smooth. It depends on
 * the rate: compare only at equal rates. NaN when fewer than 3 samples came, one of them is no number, or nothing moved.
 * Balasubramanian et al. 2015 (s12984-015-0090-9), as in their reference code: second difference of velocity, T = N dt.
 */
export function ldlj(velocity: readonly number[], rateHz: number): number {
  const stepS = 1 / rateHz;
  let peak = 0;
  let sum = 0;
  for (let i = 0; i < velocity.length; i++) {
    peak = Math.max(peak, Math.abs(velocity[i]));
    if (i < 2) continue;
    const jerk = (velocity[i] - 2 * velocity[i - 1] + velocity[i - 2]) / (stepS * stepS);
    sum += jerk * jerk;
  }
  const durationS = velocity.length * stepS;
  const dimensionless = (durationS ** 3 / peak ** 2) * sum * stepS;
  return dimensionless > 0 && Number.isFinite(dimensionless) ? -Math.log(dimensionless) : Number.NaN;
}
