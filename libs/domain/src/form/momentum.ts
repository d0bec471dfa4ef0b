import type { Result } from '../session/result.js';

/** How fast the way out was. */
export interface WayOut {
  peakVelocityDegPerS: number;
  outS: number;
}

export interface Momentum {
  /** Of the reference. */
  velocityRatio: number;
  durationRatio: number;
  code: 'MOMENTUM' | null;
}

/** Swinging in place of lifting: more than twice as fast in less than half the time (clinical C12 [P]). */
const fasterThan = 2;
const shorterThan = 0.5;

/** `reference` null: NOT_APPLICABLE, since nobody knows how fast this patient moves. */
export function momentum({ peakVelocityDegPerS, outS }: WayOut, reference: WayOut | null): Result<Momentum> {
  if (reference === null) return { ok: false, reason: 'NOT_APPLICABLE', detail: 'no reference' };
  const velocityRatio = peakVelocityDegPerS / reference.peakVelocityDegPerS;
  const durationRatio = outS / reference.outS;
  if (!Number.isFinite(velocityRatio) || !Number.isFinite(durationRatio)) return { ok: false, reason: 'MISSING_INPUT', detail: 'a rate or a duration is no number' };
  return { ok: true, value: { velocityRatio, durationRatio, code: velocityRatio > fasterThan && durationRatio < shorterThan ? 'MOMENTUM' : null }, flags: [] };
}
