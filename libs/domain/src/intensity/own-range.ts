import type { Result } from '../session/result.js';
import { isMeasured } from './measured.js';

/** What is usual for this patient: mean and standard deviation of the last values, in their unit. */
export interface OwnRange {
  mean: number;
  sd: number;
  values: number;
}

/** Fewer values than this are no usual range [P]. */
const fewestValues = 3;

/** Clinical B10: a patient is compared with themselves; there are no norms of a population. */
export function ownRange(values: readonly number[]): Result<OwnRange> {
  const measured = values.filter(isMeasured);
  if (measured.length < fewestValues) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: `${measured.length} of ${fewestValues} values in seven days` };
  const mean = measured.reduce((sum, value) => sum + value, 0) / measured.length;
  const sd = Math.sqrt(measured.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (measured.length - 1));
  return { ok: true, value: { mean, sd, values: measured.length }, flags: [] };
}
