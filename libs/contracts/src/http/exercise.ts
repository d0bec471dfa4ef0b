import { z } from 'zod';

/** One kind of movement of the catalogue. */
export const ExerciseView = z
  .object({
    id: z.string(),
    name: z.string(),
    /** Done for the heart: the zone of the plan matters, repetitions may not. */
    aerobic: z.boolean(),
  })
  .meta({ id: 'Exercise' });
export type ExerciseView = z.infer<typeof ExerciseView>;
