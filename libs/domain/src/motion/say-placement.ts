import type { Placement } from '../prescription/exercise.js';

/** Where a sensor is worn, for whoever puts it on: "right thigh", "upper back". */
export function sayPlacement({ segment, side }: Placement): string {
  const name = segment === 'unknown' ? 'body' : segment.replace('-', ' ');
  return side === 'midline' ? name : `${side} ${name}`;
}
