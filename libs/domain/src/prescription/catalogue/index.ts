import type { Exercise } from '../exercise.js';
import { seatedKneeExtension } from './seated-knee-extension.js';
import { shoulderAbduction } from './shoulder-abduction.js';
import { squat } from './squat.js';
import { taughtMovement } from './taught-movement.js';
import { walking } from './walking.js';

/** Every exercise there is: one file each, one line here. */
export const exercises: Exercise[] = [squat, seatedKneeExtension, shoulderAbduction, walking, taughtMovement];

export function exerciseById(id: string): Exercise | null {
  return exercises.find((exercise) => exercise.id === id) ?? null;
}
