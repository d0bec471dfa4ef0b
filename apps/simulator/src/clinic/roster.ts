import type { Character } from '../synthetic/character.js';

/** One of the patients of `npm start`. Nobody is meant: names are made up and say so themselves. */
export interface SimulatedPerson {
  displayName: string;
  seed: number;
  character: Partial<Character>;
  /** What happens to the data on their way, by name; null: nothing. */
  fault: string | null;
  /** Before the first session it was found out how the sensors are worn; with the others the therapist may do it. */
  isSensorCalibrated?: boolean;
}

const easy: Character['heartRate'] = { startShare: 0.55, effortShare: 0.7, restShare: 0.45 };
const tooHard: Character['heartRate'] = { startShare: 0.84, effortShare: 0.96, restShare: 0.5 };
const good: Partial<Character> = { set: [{ type: 'correct', count: 8 }], heartRate: easy };

/** Mostly good; one of everything that a therapist should hear of. */
export const roster: SimulatedPerson[] = [
  { displayName: name('A. Okafor'), seed: 1001, character: good, fault: null },
  { displayName: name('B. Lindqvist'), seed: 1002, character: { ...good, ageYears: 41 }, fault: null, isSensorCalibrated: true },
  { displayName: name('C. Marchetti'), seed: 1003, character: { ...good, set: [{ type: 'low-amplitude', count: 6 }, { type: 'correct', count: 3 }] }, fault: null },
  { displayName: name('D. Nakamura'), seed: 1004, character: { ...good, set: [{ type: 'correct', count: 3 }, { type: 'too-fast', count: 6 }] }, fault: null },
  { displayName: name('E. Novak'), seed: 1005, character: { ...good, tremorDeg: 0.3, bounceDeg: 4, fatiguePerMinute: 0.05, ageYears: 68 }, fault: null },
  { displayName: name('F. Haddad'), seed: 1006, character: { ...good, heartRate: tooHard }, fault: null },
  { displayName: name('G. Silva'), seed: 1007, character: good, fault: 'strap-off' },
  { displayName: name('H. Petrov'), seed: 1008, character: good, fault: 'outage' },
];

function name(made: string): string {
  return `Demo: ${made} (simulated)`;
}
