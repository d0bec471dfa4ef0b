/** A test of standing on one leg is the best of three trials (Springer et al. 2007, J Geriatr Phys Ther 30:8; clinical C14). */
const trials = 3;

/**
 * How long the patient stood in the best of the newest three trials, s, and of how many; `heldS`: of every trial of a session in order, null where the signal
 * had a hole: that one is not counted, and not taken for a short one. null: there is none.
 */
export function bestStance(heldS: readonly (number | null)[]): { bestS: number; of: number } | null {
  const measured = heldS.filter((each) => each !== null).slice(-trials);
  return measured.length === 0 ? null : { bestS: Math.max(...measured), of: measured.length };
}
