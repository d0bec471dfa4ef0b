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
