import { romberg, type Romberg } from '../form/romberg.js';
import type { Prescription } from '../prescription/prescription.js';
import type { Repetition } from '../repetition/repetition.js';

/** Sway of this session's newest trials with closed eyes that were measured, m/s2. Plain JSON. */
export type EyesState = number[];

/** A session has a few; the state stays small. */
const mostTrials = 20;

/** Closed eyes against the newest session with open ones (clinical C14). null: there is no such session, or no sway was measured. Writes into `state`. */
export function stepEyes(state: EyesState, { features }: Pick<Repetition, 'features'>, { exercise, earlier }: Prescription): Romberg | null {
  if (exercise.withOpenEyes === undefined) return null;
  if (typeof features.swayRmsMPerS2 === 'number') state.push(features.swayRmsMPerS2);
  if (state.length > mostTrials) state.shift();
  const open = earlier?.openEyes ?? null;
  return open === null ? null : romberg(state, open);
}
