import { fullCurveHz } from '#libs/domain';

/** By how long the oldest packet of a session has waited: age, not number, is what a therapist feels (reliability 2.6 [P]). */
const thinnedAfterMs = 1000;
const droppedAfterMs = 3000;
const thinnedHz = 5;

/**
 * How many values a second of the angle are told, Hz; null: none. The live curve is what is given up first when analysis lags: it is a copy for the eye, and
 * each console pays for it. Heart rates, repetitions, alerts and what is stored are never given up.
 */
export function curveHzAt(waitedMs: number): number | null {
  if (waitedMs <= thinnedAfterMs) return fullCurveHz;
  return waitedMs <= droppedAfterMs ? thinnedHz : null;
}
