/** What somebody who saw the set says that it was; `repetitions` null: they take back what was said before. */
export interface CountCorrection {
  set: number;
  repetitions: number | null;
}

/** `counted` stays what was computed: a correction stands beside it, never over it (clinical C8). */
export interface SetCount<Correction extends CountCorrection> {
  /** 1..n within the session. */
  set: number;
  counted: number;
  /** The newest one; null: there is none, or it was taken back. */
  correction: (Correction & { repetitions: number }) | null;
}

/**
 * The sets of a session with what was counted and what it was by hand. Corrections come oldest first. One of a set that the
 * analysis did not find, or no longer finds, is kept, with nothing counted: a person said it.
 */
export function setCounts<Correction extends CountCorrection>(repetitions: readonly { standing: { set: { number: number } } | null }[], corrections: readonly Correction[]): SetCount<Correction>[] {
  const sets = new Map<number, SetCount<Correction>>();
  const setOf = (set: number): SetCount<Correction> => {
    const found = sets.get(set) ?? { set, counted: 0, correction: null };
    sets.set(set, found);
    return found;
  };
  for (const { standing } of repetitions) if (standing !== null) setOf(standing.set.number).counted++;
  for (const correction of corrections) setOf(correction.set).correction = isNumber(correction) ? correction : null;
  return [...sets.values()].filter(({ counted, correction }) => counted > 0 || correction !== null).sort((a, b) => a.set - b.set);
}

function isNumber<Correction extends CountCorrection>(correction: Correction): correction is Correction & { repetitions: number } {
  return correction.repetitions !== null;
}

/** The number that a set would have in which nothing was counted, and which a person saw. */
export function uncountedSet(sets: readonly { set: number }[]): number {
  return Math.max(0, ...sets.map(({ set }) => set)) + 1;
}

/** Repetitions of all sets: as somebody said where they did, else as counted. */
export function repetitionsDone(sets: readonly { counted: number; correction: { repetitions: number } | null }[]): number {
  return sets.reduce((sum, { counted, correction }) => sum + (correction?.repetitions ?? counted), 0);
}
