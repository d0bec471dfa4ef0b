import { symmetry, type Symmetry } from '../form/symmetry.js';
import type { Prescription } from '../prescription/prescription.js';
import type { Repetition } from '../repetition/repetition.js';

/** Ranges of the newest repetitions of this session that could be judged, deg, oldest first. Plain JSON. */
export type SidesState = number[];

/** As many as a long set; the state stays small. */
const mostRanges = 50;
/** Of a range of motion by an inertial sensor (clinical C4), deg. */
const measurementErrorDeg = 5;

/**
 * This side against the other one (clinical C13): what one prescription has the patient do on the left and another on the right is compared
 * from session to session, since one session has one side. null: there is no other side, or too little to compare. Which side is
 * treated is not known. Writes into `state`.
 */
export function stepSides(state: SidesState, { score, features, exerciseId }: Pick<Repetition, 'score' | 'features' | 'exerciseId'>, { side, exercise, earlier }: Prescription): Symmetry | null {
  const other = earlier?.otherSide ?? null;
  const range = features.rangeOfMotionDeg;
  if (side === 'both' || other === null) return null;
  if (score.verdict !== 'cannot-judge' && range !== null && exerciseId === exercise.id) state.push(range);
  if (state.length > mostRanges) state.shift();
  const [own, others] = [{ values: state, measuredAtMs: other.ageMs }, { values: other.rangesDeg, measuredAtMs: 0 }];
  const sides = side === 'left' ? { left: own, right: others } : { left: others, right: own };
  const compared = symmetry({ ...sides, involved: null, measurementError: measurementErrorDeg });
  return compared.ok ? compared.value : null;
}
