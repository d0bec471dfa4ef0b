import { symmetry, type Symmetry } from '../form/symmetry.js';
import type { Side } from '../prescription/exercise.js';
import type { Prescription } from '../prescription/prescription.js';
import type { Repetition } from '../repetition/repetition.js';

/** Ranges of each side's newest repetitions of this session that could be judged, deg, oldest first. Plain JSON. */
export type SidesState = Record<Side, number[]>;

/** How the range of one side compares with the other's. */
export interface ComparedSides extends Symmetry {
  /** Both are of this session; else the other one is of its newest. */
  isWithinSession: boolean;
}

/** As many as a long set; the state stays small. */
const mostRanges = 50;
/** Of a range of motion by an inertial sensor (clinical C4), deg. */
const measurementErrorDeg = 5;

export function startSides(): SidesState {
  return { left: [], right: [] };
}

type Done = Pick<Repetition, 'score' | 'features' | 'exerciseId' | 'side'>;

/**
 * One side against the other (clinical C13): where the sides take turns, within this session; where one prescription has the patient do it on the
 * left and another on the right, from session to session. null: there is no other side, or too little to compare. Where
 * one side hurts it is told against the one that does not. Writes into `state`.
 */
export function stepSides(state: SidesState, done: Done, { side, involvedSide, exercise, earlier }: Prescription): ComparedSides | null {
  const own = side === 'both' ? (done.side ?? null) : side;
  const isWithinSession = side === 'both';
  const other = isWithinSession ? null : (earlier?.otherSide ?? null);
  if (own === null || (!isWithinSession && other === null)) return null;
  const range = done.features.rangeOfMotionDeg;
  if (done.score.verdict !== 'cannot-judge' && range !== null && done.exerciseId === exercise.id) state[own].push(range);
  if (state[own].length > mostRanges) state[own].shift();
  const sideOf = (each: Side) => (other === null || each === own ? { values: state[each], measuredAtMs: other?.ageMs ?? 0 } : { values: other.rangesDeg, measuredAtMs: 0 });
  const involved = involvedSide === 'left' || involvedSide === 'right' ? involvedSide : null;
  const compared = symmetry({ left: sideOf('left'), right: sideOf('right'), involved, measurementError: measurementErrorDeg });
  return compared.ok ? { ...compared.value, isWithinSession } : null;
}
