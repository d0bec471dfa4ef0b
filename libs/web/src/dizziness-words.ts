import type { SessionDetail } from '#libs/contracts';
import { allowedRise, backWithinMs } from '#libs/domain';

type Course = NonNullable<SessionDetail['dizziness']>;
const withinMin = backWithinMs / 60_000;

/** Whether head turns made the patient too dizzy, or for too long, in one line; null: it is not known, or not over. */
export function sayDizzinessVerdict({ isTooMuch, back }: Course): { words: string; isOff: boolean } | null {
  const off = [...(isTooMuch === true ? [`rose by more than ${allowedRise} of 10`] : []), ...(back === 'not-back' ? [`not back ${withinMin} minutes after the end`] : [])];
  if (off.length > 0) return { words: `Too much: ${off.join(', ')}`, isOff: true };
  return back === 'no-rise' || back === 'in-time' ? { words: 'As it should be', isOff: false } : null;
}

/** What was said, and what is still to be asked. */
export function sayDizziness(course: Course): string {
  const { before, most, rise } = course;
  if (before === null) return most === null ? 'Not asked before, nor since: whether it rose is not known.' : `Not asked before; ${most} of 10 at most since: whether it rose is not known.`;
  if (most === null) return `${before} of 10 before; not asked since: please ask now.`;
  if (rise === 0) return `${before} of 10 before, not more since.`;
  return `${before} of 10 before, ${most} at most since. ${sayBack(course)}`;
}

function sayBack({ before, back, backAfterMs }: Course): string {
  const minutes = backAfterMs === null ? null : Math.round(backAfterMs / 60_000);
  switch (back) {
    case 'in-time':
      return minutes === 0 ? `Back to ${before} by the end.` : `Back to ${before} ${minutes} min after the end.`;
    case 'not-yet':
      return `Not known to be back yet: please ask within ${withinMin} minutes after the end.`;
    case 'not-back':
      return minutes === null ? 'Not back when last asked.' : `Back to ${before} only ${minutes} min after the end.`;
    case 'not-known':
      return minutes === null ? `Not asked ${withinMin} minutes after the end: whether it came back is not known.` : `Back to ${before} when asked ${minutes} min after the end; not asked at ${withinMin}.`;
    case 'no-rise':
      return '';
    default:
      return back satisfies never;
  }
}
