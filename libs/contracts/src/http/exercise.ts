import { z } from 'zod';

/** One kind of movement of the catalogue (docs/exercises.md). Numbers are starting templates, not verified; the therapist decides. */
export const ExerciseView = z
  .object({
    id: z.string(),
    /** Of the catalogue, or taught by the clinic from a recorded set. */
    origin: z.enum(['catalogue', 'clinic']),
    name: z.string(),
    pillar: z.enum(['exercise', 'stretching', 'restoration']),
    region: z.string(),
    /** Neighbours that its complaint often comes from, or that it loads. */
    linkedRegions: z.array(z.string()),
    /** Causes that it works on: mobility, strength, posture, pattern, balance, endurance, sensitivity. */
    impairments: z.array(z.string()),
    /** Which weights make its form score; breathing, head-movement, posture and aerobic have none. */
    scoring: z.enum(['dynamic-strength', 'static-stretch', 'isometric-hold', 'balance', 'gait', 'breathing', 'head-movement', 'posture', 'aerobic']),
    sensors: z.array(z.object({ segment: z.string(), kind: z.enum(['imu', 'heart-rate']), need: z.enum(['required', 'helpful']), placement: z.string() })),
    /** Range, deg, and phases, s, of a patient without a reference; 0: there are no repetitions. */
    template: z.object({ rangeOfMotionDeg: z.number(), outS: z.number(), holdS: z.number(), backS: z.number() }),
    /** Faults to look for, the gravest first, and what the patient is told. `limit` null: only the patient's reference says. */
    faults: z.array(z.object({ code: z.string(), limit: z.number().nullable(), unit: z.string(), safetyCritical: z.boolean(), cue: z.string() })),
    dose: z.object({ sets: z.int(), repetitions: z.int().nullable(), holdS: z.number().nullable(), durationS: z.number().nullable(), sessionsPerWeek: z.int() }),
    contraindications: z.array(z.string()),
    floor: z.boolean(),
    laterality: z.enum(['one-side', 'alternating', 'both-sides', 'midline']),
    /** Done for the heart: the zone of the plan matters, repetitions may not. */
    aerobic: z.boolean(),
  })
  .meta({ id: 'Exercise' });
export type ExerciseView = z.infer<typeof ExerciseView>;
