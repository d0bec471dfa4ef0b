import type { FoundRepetition } from '../repetition/segmentation.js';

/**
 * Of what the angle went, and of what the reference lets expect for so much of the way, the gyroscope shows at least this [P]. Swings off
 * the axis make the two differ in movements that are right; one that is silent or in another unit shows next to nothing.
 */
const leastShare = 0.3;
/** In smaller movements a sensor may turn by little that others show, deg [P]. */
const leastDeg = 15;

/**
 * Whether the gyroscope shows the movement that orientation, which gravity corrects, says there was. One that is silent, stuck, in another unit or
 * quantised to nothing leaves the angle to the accelerometer alone. `usualShare`: angle over reach in the reference.
 */
export function angleAgrees({ cut, startAt, endAt, baseDeg, peakDeg }: FoundRepetition, { stepMs, usualShare }: { stepMs: number; usualShare: number }): boolean {
  const { angleDeg, velocityDegPerS } = cut;
  let turnedDeg = 0;
  let furthestTurnedDeg = 0;
  let furthestDeg = usualShare * (peakDeg - baseDeg);
  for (let i = startAt + 1; i < endAt; i++) {
    turnedDeg += ((velocityDegPerS[i] + velocityDegPerS[i - 1]) / 2) * (stepMs / 1000);
    furthestTurnedDeg = Math.max(furthestTurnedDeg, Math.abs(turnedDeg));
    furthestDeg = Math.max(furthestDeg, Math.abs(angleDeg[i] - angleDeg[startAt]));
  }
  return furthestDeg < leastDeg || furthestTurnedDeg >= leastShare * furthestDeg;
}
