import type { AngleSample } from '../motion/motion.js';
import type { Prescription } from '../prescription/prescription.js';
import type { Repetition } from '../repetition/repetition.js';
import { finishSetDetector, noteRepetition, startSetDetector, stepSetDetector, type SetDetectorState, type SetEvent } from '../repetition/set-detector.js';

/**
 * The second opinion of the count: `repetition/set.ts` says which set a repetition belongs to, by the rests between them; this says, from
 * how the angle repeats itself, how many there should have been (clinical C8). null: nothing is done over and over.
 */
export type SecondCountState = SetDetectorState | null;

export type CountedSet = Extract<SetEvent, { kind: 'set-ended' }>;

/** Holds are too long, and walking has its own count. */
export function startSecondCount({ exercise }: Prescription): SecondCountState {
  return exercise.scoring === 'dynamic-strength' && exercise.primary.kind !== 'none' ? startSetDetector() : null;
}

/** What one packet told. Returns the sets that are over. Writes into `state`. */
export function stepSecondCount(state: SecondCountState, { angles, repetitions }: { angles: readonly AngleSample[]; repetitions: readonly Pick<Repetition, 'endMs'>[] }, { reference }: Prescription): CountedSet[] {
  if (state === null) return [];
  const ended: CountedSet[] = [];
  const settings = { durationS: reference?.durationS ?? null };
  for (const angle of angles) {
    const event = stepSetDetector(state, angle, settings);
    if (event?.kind === 'set-ended') ended.push(event);
  }
  for (const { endMs } of repetitions) noteRepetition(state, endMs);
  return ended;
}

export function finishSecondCount(state: SecondCountState): CountedSet[] {
  const event = state === null ? null : finishSetDetector(state);
  return event?.kind === 'set-ended' ? [event] : [];
}
