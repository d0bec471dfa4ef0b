/** Whether values rise or fall at all, whatever the shape (Mann 1945, Kendall 1975). */
export interface MannKendall {
  /** How many more pairs rise than fall. */
  s: number;
  /** Share of orders of the same values, by chance alone, whose S is at least as far from 0, two-sided, 0 to 1. */
  p: number;
}

/** Beyond it the normal approximation serves (Kendall 1975: from 10 on). */
const exactUpTo = 30;

/** In order of time. Exact without ties, up to 30 values; else normal with correction for continuity and ties. */
export function mannKendall(values: readonly number[]): MannKendall {
  let s = 0;
  for (let i = 0; i < values.length; i++) {
    for (let j = i + 1; j < values.length; j++) s += Math.sign(values[j] - values[i]);
  }
  const hasTies = new Set(values).size < values.length;
  return { s, p: hasTies || values.length > exactUpTo ? byNormal(s, values) : exactly(s, values.length) };
}

/** By counting orders: shares of those with each number of falling pairs, one value more at a time. */
function exactly(s: number, n: number): number {
  let shares = [1];
  for (let taken = 2; taken <= n; taken++) {
    const next = new Array<number>(shares.length + taken - 1).fill(0);
    for (let falling = 0; falling < shares.length; falling++) {
      for (let more = 0; more < taken; more++) next[falling + more] += shares[falling] / taken;
    }
    shares = next;
  }
  const pairs = (n * (n - 1)) / 2;
  return Math.min(1, shares.reduce((sum, share, falling) => (Math.abs(pairs - 2 * falling) >= Math.abs(s) ? sum + share : sum), 0));
}

function byNormal(s: number, values: readonly number[]): number {
  const n = values.length;
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let variance = n * (n - 1) * (2 * n + 5);
  for (const tied of counts.values()) variance -= tied * (tied - 1) * (2 * tied + 5);
  if (!(variance > 0) || s === 0) return 1;
  const z = (Math.abs(s) - 1) / Math.sqrt(variance / 18);
  return Math.min(1, 2 * upperTail(z));
}

/** Of the standard normal distribution from z >= 0 up (Abramowitz & Stegun 1964, 26.2.17), within 7.5e-8. */
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const polynomial = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
}
