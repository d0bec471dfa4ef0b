import type { Side } from './exercise.js';
import type { Prescription, SensorBinding } from './prescription.js';

export const bothSides: readonly Side[] = ['left', 'right'];

type Prescribed = Pick<Prescription, 'exercise' | 'sensors'> & { side?: Prescription['side'] };

/** Whether the sides take turns within a session: left, right, left and so on. */
export function isAlternating({ exercise, side }: Omit<Prescribed, 'sensors'>): boolean {
  return side === 'both' && exercise.laterality === 'alternating';
}

/**
 * Where the sides take turns, the sensors that tell of each: its own limb's, and what is worn in the middle. null: the sides do not, or the sensors cannot
 * tell them apart, since the segment that moves wears one on one side alone.
 */
export function sensorsOfSides(prescribed: Prescribed): Record<Side, SensorBinding[]> | null {
  const { exercise: { primary }, sensors } = prescribed;
  if (!isAlternating(prescribed) || primary.kind !== 'segment') return null;
  const isWorn = (side: Side): boolean => sensors.some(({ kind, placement }) => kind === 'imu' && placement.segment === primary.segment && placement.side === side);
  if (!isWorn('left') || !isWorn('right')) return null;
  const without = (other: Side): SensorBinding[] => sensors.filter(({ placement }) => placement.side !== other);
  return { left: without('right'), right: without('left') };
}
