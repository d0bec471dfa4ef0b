import { z } from 'zod';

/** For a patient's own screen: whether they exercise now, and what they are to be told meanwhile. */
export const ExerciseNow = z
  .object({
    /** null: no session of theirs runs. */
    sessionId: z.uuid().nullable(),
    /** null: nothing, or it is over. */
    instruction: z.object({ id: z.uuid(), act: z.enum(['stop', 'answer', 'check', 'adjust']), words: z.string() }).nullable(),
  })
  .meta({ id: 'ExerciseNow' });
export type ExerciseNow = z.infer<typeof ExerciseNow>;

/** For a patient's own screen: the newest session of the last day that is over and whose effort nobody has said (clinical B13). */
export const EffortToRate = z
  .object({ session: z.object({ id: z.uuid(), exerciseName: z.string(), endedAt: z.iso.datetime() }).nullable() })
  .meta({ id: 'EffortToRate' });
export type EffortToRate = z.infer<typeof EffortToRate>;
