import type { Prescription, SessionSummary } from '#libs/contracts';
import { goniometerFactor, median, referenceGrade, type ReferenceGrade } from '#libs/domain';
import { isWalk, sayAmount } from './walk-words.js';

const gradeWords: Record<ReferenceGrade, string> = {
  full: 'a full reference',
  provisional: 'a provisional reference: from five on it is a full one',
  rough: 'a rough reference: how much the patient varies is guessed from other people. From five on it is a full one',
};

/** "3 repetitions: a provisional reference: ...", or by the length of a walk. */
export function sayGrade(repetitions: number, exerciseId = ''): string {
  if (repetitions === 0) return 'none chosen yet';
  const words = gradeWords[referenceGrade(repetitions)];
  return `${sayAmount(repetitions, exerciseId)}: ${isWalk(exerciseId) ? words.replace('rom five on', 'rom 50 s on') : words}`;
}

/** What becomes of a goniometer's reading, deg, null where none is typed. `sensedDeg`: what the sensors read of each repetition that is chosen. */
export function sayReading(readingDeg: number | null, sensedDeg: readonly (number | null)[]): string {
  const measured = sensedDeg.filter((each) => each !== null);
  if (readingDeg === null || measured.length === 0) return 'With a reading each range is told by the goniometer’s scale too. Scores stay by the sensors.';
  const usualDeg = median(measured);
  const apart = `${readingDeg}° where the sensors read ${Math.round(usualDeg)}°`;
  return goniometerFactor({ goniometerDeg: readingDeg, rangeOfMotionDeg: usualDeg }) === null
    ? `${apart}: too far apart, one of the two is wrong. It is kept, and not used.`
    : `${apart}: each range is told by that scale too. Scores stay by the sensors.`;
}

/** Why the scores of a session are not to be gone by, and what is to be done; null: its reference holds, or it has none. */
export function sayStale(standing: SessionSummary['referenceStanding']): string | null {
  if (standing === null || standing.stale === null) return null;
  if (standing.stale === 'old') return `Reference is ${standing.ageDays} days old: approve new repetitions`;
  return 'Sensors are worn otherwise than for the reference: approve new repetitions';
}

const dayMs = 86_400_000;

/** How long the reference of a prescription still holds. */
export function sayExpiry({ exerciseId, referenceRepetitions, referenceExpiresAt }: Pick<Prescription, 'exerciseId' | 'referenceRepetitions' | 'referenceExpiresAt'>, nowMs: number): string {
  if (referenceRepetitions === null || referenceExpiresAt === null) return 'No reference yet: repetitions are counted, not judged.';
  const days = Math.floor((Date.parse(referenceExpiresAt) - nowMs) / dayMs);
  const of = `Reference of ${sayAmount(referenceRepetitions, exerciseId)}`;
  const on = referenceExpiresAt.slice(0, 10);
  if (Date.parse(referenceExpiresAt) <= nowMs) return `${of} ran out on ${on}: scores are grey and form raises no alert until new repetitions are approved.`;
  return `${of}, holds until ${on}${days < 7 ? `: ${days === 0 ? 'less than a day' : days === 1 ? 'one day' : `${days} days`} left` : ''}.`;
}
