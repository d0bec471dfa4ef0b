import type { Placement } from '../prescription/exercise.js';

/**
 * The movement of the guided calibration: standing, one knee is lifted to hip height and set down again, five times, slowly.
 * How far each part of the body turns in it, deg; from the geometry of the movement, not measured on people [P].
 */
const movingSideDeg: Partial<Record<Placement['segment'], number>> = { thigh: 80, shank: 25, foot: 25 };
const standingSideDeg: Partial<Record<Placement['segment'], number>> = { thigh: 4, shank: 3, foot: 2 };
const trunkDeg: Partial<Record<Placement['segment'], number>> = { pelvis: 8, lumbar: 8, chest: 6, 'upper-back': 6, head: 5 };

/** null: not known of this part of the body. */
export function kneeLiftDeg({ segment, side }: Placement, moving: 'left' | 'right'): number | null {
  return (side === 'midline' ? trunkDeg : side === moving ? movingSideDeg : standingSideDeg)[segment] ?? null;
}

/** Where a sensor could be instead. */
export const kneeLiftPlacements: readonly Placement[] = [
  ...(['left', 'right'] as const).flatMap((side) => Object.keys(movingSideDeg).map((segment) => ({ segment: segment as Placement['segment'], side }))),
  ...Object.keys(trunkDeg).map((segment) => ({ segment: segment as Placement['segment'], side: 'midline' as const })),
];

/** Unequal by a factor: 2 deg are added, since a wobble of that size says nothing. */
export function unlikeness(measuredDeg: number, expectedDeg: number): number {
  return Math.abs(Math.log((measuredDeg + wobbleDeg) / (expectedDeg + wobbleDeg)));
}

const wobbleDeg = 2;
