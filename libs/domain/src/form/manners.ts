import type { Exercise } from '../prescription/exercise.js';
import type { Manner } from './manner.js';
import { squatManner } from './squat-manner.js';

/** Every manner there is: one file each, one line here. */
const manners: Manner[] = [squatManner];

/** A version of an exercise is looked at as that is. */
export function mannerFor({ id, versionOf }: Pick<Exercise, 'id' | 'versionOf'>): Manner | null {
  return manners.find(({ exercises }) => exercises.includes(versionOf ?? id)) ?? null;
}
