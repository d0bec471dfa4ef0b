import type { RepetitionView, SessionSummary } from '#libs/contracts';
import { chairStands } from '#libs/domain';

type Timed = Pick<SessionSummary, 'exerciseId' | 'startedAt' | 'endedAt'>;

/** The result of the 30-second chair stand; null: it is another exercise, or the half minute is not over. Repetitions come newest first. */
export function sayChairStands({ exerciseId, startedAt, endedAt }: Timed, repetitions: readonly Pick<RepetitionView, 'startMs' | 'turnMs' | 'endMs' | 'reason'>[]): string | null {
  if (exerciseId !== 'chair-stand-30-s') return null;
  const newestMs = repetitions.at(0)?.endMs ?? 0;
  const found = chairStands([...repetitions].reverse(), endedAt === null ? newestMs : Date.parse(endedAt) - Date.parse(startedAt));
  if (found === null) return null;
  return `${found.isWhole ? '' : 'At least '}${found.stands} ${found.stands === 1 ? 'stand' : 'stands'} in 30 s${found.isWhole ? '' : ' (the signal had a hole)'}.`;
}
