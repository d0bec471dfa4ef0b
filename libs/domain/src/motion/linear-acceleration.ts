import type { Result } from '../session/result.js';
import { rotate, type Quaternion, type Vector } from './quaternion.js';

const gravityMPerS2 = 9.81;

/**
 * Acceleration of the body in globalFrame, m/s2: specific force turned to earth, less gravity. `settled`: the orientation is not
 * converging anew. It is not to be integrated to a position: the error grows with the square of time.
 */
export function removeGravity(q: Quaternion, acc: Vector, settled: boolean): Result<Vector> {
  const [x, y, z] = rotate(q, acc);
  if (!Number.isFinite(x + y + z)) return { ok: false, reason: 'MISSING_INPUT', detail: 'orientation and acceleration must be finite' };
  if (!settled) return { ok: false, reason: 'LOW_QUALITY', detail: 'the orientation is converging anew' };
  return { ok: true, value: [x, y, z - gravityMPerS2], flags: [] };
}
