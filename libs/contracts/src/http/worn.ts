import { z } from 'zod';
import { Placement } from './prescription.js';

const Direction = z.array(z.number());

const SensorVerdict = z.object({
  sensor: z.int(),
  placement: Placement,
  pass: z.boolean(),
  /** null: it passed. */
  problem: z.string().nullable(),
  /** By how much it sits otherwise, deg; null: that is not the problem. */
  turnedDeg: z.number().nullable(),
  /** What is wrong, and what to do about it; null: nothing. */
  words: z.string().nullable(),
  /** In sensorFrame; null: it did not pass. `alignment` and what is of it: null where the part of the body does not move. */
  learned: z
    .object({
      gyroscopeBiasDegPerS: Direction,
      up: Direction,
      alignment: z.object({ longitudinal: Direction, flexion: Direction, across: Direction }).nullable(),
      forward: Direction.nullable(),
      explained: z.number().nullable(),
      /** Of the knee, positive bends it; absent or null: not shown. */
      hinge: Direction.nullable().optional(),
    })
    .nullable(),
});

/** How the sensors of a session are worn, as its packets show it. */
export const Worn = z
  .object({
    /** null: the session is no guided calibration. */
    guided: z
      .object({
        attempt: z.int(),
        /** Place in `steps`; the last means that it was passed. */
        step: z.int(),
        steps: z.array(z.string()),
        passed: z.boolean(),
        /** Of the last attempt that came to an end; null: none has. */
        verdicts: z.array(SensorVerdict).nullable(),
        scorer: z.object({ id: z.string(), version: z.string() }),
      })
      .nullable(),
    /** Against the calibration in force, before the first repetition; null: nothing was calibrated. */
    sensors: z
      .array(z.object({ sensor: z.int(), placement: Placement, state: z.enum(['as-calibrated', 'shifted', 'exchanged', 'cannot-tell']), tiltDeg: z.number().nullable(), words: z.string() }))
      .nullable(),
  })
  .meta({ id: 'Worn' });
export type Worn = z.infer<typeof Worn>;
