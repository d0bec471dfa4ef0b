import { formCodes } from '#libs/domain';
import { z } from 'zod';
import { ExerciseView } from './exercise.js';
import { ApprovedRange, ReferenceGrade } from './prescription.js';

const words = (longest: number): z.ZodString => z.string().trim().min(1).max(longest);

/** A therapist teaches an exercise from a finished session: these repetitions are how it is done. */
export const TaughtExerciseCreate = z
  .strictObject({
    name: words(60),
    region: z.enum(['neck', 'shoulder', 'upper-back', 'low-back', 'hip', 'knee', 'ankle', 'whole-body', 'inner-ear', 'nervous-system']),
    /** `clinic`: everybody of the clinic may prescribe it; `patient`: it is this patient's own version. */
    audience: z.enum(['clinic', 'patient']),
    /** Session time, ms, half-open. Five or more make a full reference. */
    approved: z.array(ApprovedRange).min(1).max(50),
    /** What the patient is told instead of the usual words: what to do, not what was wrong. */
    cues: z.partialRecord(z.enum(formCodes as [string, ...string[]]), words(80)).default({}),
    /** When to ask first; null: as the exercise of the session says. */
    askFirst: words(200).nullable().default(null),
  })
  .meta({ id: 'TaughtExerciseCreate' });
export type TaughtExerciseCreate = z.infer<typeof TaughtExerciseCreate>;

export const TaughtExercise = z
  .object({
    id: z.uuid(),
    name: z.string(),
    /** `draft`: built, and to be tried before it is switched on; `active`: can be prescribed; `withdrawn`: no longer. */
    state: z.enum(['building', 'draft', 'refused', 'active', 'withdrawn']),
    audience: z.enum(['clinic', 'patient']),
    patientId: z.uuid(),
    /** The session that it was taught from, and the exercise that it is based on. */
    sessionId: z.uuid(),
    basisName: z.string(),
    /** Why it could not be built, in words. */
    refusal: z.string().nullable(),
    /** How many repetitions its reference is made of, and how much it knows by them; null: not built. */
    repetitions: z.int().nullable(),
    grade: ReferenceGrade.nullable(),
    /** null: not built. */
    exercise: ExerciseView.nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'TaughtExercise' });
export type TaughtExercise = z.infer<typeof TaughtExercise>;

/** How a recorded set would have been scored by it; nothing of it is stored. */
export const ExercisePreview = z
  .object({
    sessionId: z.uuid(),
    /** The set was the one that it was taught from: of course they agree. */
    isItsOwn: z.boolean(),
    repetitions: z.array(
      z.object({
        number: z.int(), startMs: z.number(), endMs: z.number(), type: z.string().nullable(), score: z.number().nullable(), band: z.enum(['good', 'fair', 'poor']).nullable(),
        reason: z.string().nullable(), codes: z.array(z.object({ code: z.string(), severity: z.enum(['mild', 'clear']) })),
      }),
    ),
    /** Of the session; null: too few could be judged. */
    score: z.number().nullable(),
  })
  .meta({ id: 'ExercisePreview' });
export type ExercisePreview = z.infer<typeof ExercisePreview>;
