/**
 * Of the range that sensors tell, this share [P]. A strap follows skin and muscle, not the bone, and by how much differs from leg to leg and
 * from movement to movement, so that nothing can be subtracted (docs/recordings.md, "Range of motion"). Of one healthy volunteer's 48 knees against
 * optical markers 44 lie within a fifth of what was told. It fits what others found: 4.4 to 9.8 deg RMSE of hip and knee in squats (Hindle,
 * Keogh & Lorimer 2020, Sensors 20:4586), of which 1.64 times, 7 to 16 deg, holds nine of ten. Other joints are taken to be no better.
 */
const share = 0.2;
/** The smallest range that was compared was 20 deg; of a smaller one no less is claimed [P]. */
const leastDeg = 4;

/**
 * How far the joint itself may be off the range that its sensors tell, to either side, deg, nine times in ten; null: they measured none. Repetitions of one
 * person with the same sensors share most of it: they compare far more closely than this.
 */
export function rangeUncertaintyDeg(sensedDeg: number | null): number | null {
  return sensedDeg === null ? null : Math.max(leastDeg, share * sensedDeg);
}
