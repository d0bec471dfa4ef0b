import type { Result } from '../session/result.js';
import { isMeasured } from './measured.js';

/** What is usual for this patient, of values that spread by ratios as RMSSD does: in the unit of the values. */
export interface OwnRange {
  /** Geometric mean. */
  typical: number;
  /** One standard deviation of the logarithms below it, and above. */
  low: number;
  high: number;
  values: number;
}

/** Fewer values than this are no usual range [P]. */
const fewestValues = 3;

/** Clinical B10: a patient is compared with themselves, by ln(RMSSD); there are no norms of a population. */
export function ownRange(values: readonly number[]): Result<OwnRange> {
  const measured = values.filter((value) => isMeasured(value) && value > 0);
  if (measured.length < fewestValues) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: `${measured.length} of ${fewestValues} values in seven days` };
  const logs = measured.map((value) => Math.log(value));
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const sd = Math.sqrt(logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (logs.length - 1));
  return { ok: true, value: { typical: Math.exp(mean), low: Math.exp(mean - sd), high: Math.exp(mean + sd), values: logs.length }, flags: [] };
}
