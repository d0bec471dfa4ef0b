import type { Manner } from './manner.js';
import { squatManner } from './squat-manner.js';

/** Every manner there is: one file each, one line here. */
const manners: Manner[] = [squatManner];

export function mannerFor(exerciseId: string): Manner | null {
  return manners.find(({ exercises }) => exercises.includes(exerciseId)) ?? null;
}
