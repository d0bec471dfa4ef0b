import { limitBounds } from '#libs/domain';
import { z } from 'zod';

const SensorAxis = z.enum(['x', 'y', 'z', '-x', '-y', '-z']);

export const Placement = z.strictObject({
  segment: z.enum(['head', 'chest', 'upper-back', 'lumbar', 'pelvis', 'upper-arm', 'forearm', 'wrist', 'hand', 'thigh', 'shank', 'foot', 'unknown']),
  side: z.enum(['left', 'right', 'midline']),
});

export const SensorBinding = z
  .strictObject({
    sensor: z.int().min(0).max(15),
    kind: z.enum(['imu', 'heart-rate']),
    placement: Placement,
    axes: z
      .strictObject({ up: SensorAxis, forward: SensorAxis })
      .refine(({ up, forward }) => up.slice(-1) !== forward.slice(-1), { path: ['forward'], message: 'not along the same axis as up' })
      .optional()
      .meta({ description: "Axes of sensorFrame that point up along the segment and to the patient's front, in upright standing; absent: not known, and how the segment leans is not measured" }),
  })
  .meta({ id: 'SensorBinding' });

const ZonePercent = z
  .strictObject({ low: z.number().min(20).max(95), high: z.number().min(20).max(95) })
  .refine(({ low, high }) => low < high, { path: ['high'], message: 'above low' });

const InvolvedSide = z.enum(['left', 'right', 'both']).nullable();

const within = ({ from, to }: { from: number; to: number }): z.ZodNumber => z.number().min(from).max(to);

/** What a therapist may set of the alert rules, within bounds that nobody may leave; absent: the rule's default. */
export const AlertLimits = z
  .strictObject({
    lowHeartRateBpm: within(limitBounds.lowHeartRateBpm),
    ceilingDwellS: within(limitBounds.ceilingDwellS),
    hardAngleDeg: within(limitBounds.hardAngleDeg),
    hardAngleIsHigh: z.boolean(),
    dizziness: within(limitBounds.dizziness),
    painModel: z.enum(['seed', 'pain-monitoring', 'central-sensitisation']),
  })
  .partial()
  .meta({ id: 'AlertLimits' });

/** Of the built-in rules, for one prescription; null: the default, from the estimate of the maximum heart rate. */
const PrescribedLimits = z.strictObject({ alertLimits: AlertLimits, ceilingBpm: z.number().nullable(), hardLimitBpm: z.number().nullable() }).meta({ id: 'PrescribedLimits' });

export const PrescriptionCreate = z
  .strictObject({
    exerciseId: z.string().min(1).max(60),
    side: z.enum(['left', 'right', 'both']).default('both'),
    /** Which side hurts or is treated; null: not said. Apart from `side`, which the exercise is done with. */
    involvedSide: InvolvedSide.default(null),
    sensors: z.array(SensorBinding).min(1).max(16),
    /** In which scheme the zone is given: of the maximum, or of the reserve above rest where seven days' resting heart rates are known. */
    intensityScheme: z.enum(['percent-max', 'percent-reserve']).default('percent-max'),
    /** The plan's own zone, percent in that scheme; null: the default, 65 to 75 % of the maximum or 40 to 60 % of the reserve. */
    zonePercent: ZonePercent.nullable().default(null),
    /** The plan's own limits; null: from the estimate and the defaults of clinical B2. Bounded by clinical E3. */
    ceilingBpm: z.number().min(60).max(220).nullable().default(null),
    hardLimitBpm: z.number().min(60).max(220).nullable().default(null),
    /** A therapist is to watch its sessions: when none does, the care team is told. */
    supervised: z.boolean().default(false),
    alertLimits: AlertLimits.default({}),
  })
  .refine(({ sensors }) => new Set(sensors.map(({ sensor }) => sensor)).size === sensors.length, { path: ['sensors'], message: 'each sensor once' })
  .refine(({ ceilingBpm, hardLimitBpm }) => ceilingBpm === null || hardLimitBpm === null || ceilingBpm <= hardLimitBpm, {
    path: ['hardLimitBpm'],
    message: 'not below the ceiling',
  })
  .meta({ id: 'PrescriptionCreate' });
export type PrescriptionCreate = z.infer<typeof PrescriptionCreate>;

export const Prescription = z
  .object({
    id: z.uuid(),
    patientId: z.uuid(),
    exerciseId: z.string(),
    exerciseName: z.string(),
    side: z.enum(['left', 'right', 'both']),
    involvedSide: InvolvedSide,
    sensors: z.array(SensorBinding),
    /** What a therapist has set of the built-in rules. */
    limits: PrescribedLimits,
    /** null: no reference yet, repetitions are counted but not judged. */
    referenceRepetitions: z.int().nullable(),
    /** When the reference is too old to judge by: new repetitions are to be approved; null: there is none. */
    referenceExpiresAt: z.iso.datetime().nullable(),
    /** The guided calibration of its sensors. */
    calibration: z.object({
      /** The patient's next session, if it begins within half an hour of this, is one; null: nobody has asked, or it is over. */
      askedAt: z.iso.datetime().nullable(),
      /** The last one that began; null: none did. */
      session: z.object({ id: z.uuid(), startedAt: z.iso.datetime(), state: z.enum(['running', 'ended', 'finished']), passed: z.boolean() }).nullable(),
    }),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Prescription' });
export type Prescription = z.infer<typeof Prescription>;

/** Which side hurts, said anew; sessions that have begun keep what was said before. */
export const InvolvedSideChange = z
  .strictObject({
    /** As whoever changes it had it before their eyes: what somebody else has said meanwhile is not written over unseen. */
    was: InvolvedSide,
    involvedSide: InvolvedSide,
  })
  .meta({ id: 'InvolvedSideChange' });
export type InvolvedSideChange = z.infer<typeof InvolvedSideChange>;

/** Limits that a what-if has tried, set for sessions that begin from now on. */
export const LimitsChange = z
  .strictObject({
    /** As whoever changes them had them before their eyes: what somebody else has set meanwhile is not written over unseen. */
    was: PrescribedLimits,
    /** What it left empty stays as it was. null: all go back to the defaults. */
    whatIfId: z.uuid().nullable(),
  })
  .meta({ id: 'LimitsChange' });
export type LimitsChange = z.infer<typeof LimitsChange>;

/** The next session is to show how the sensors are worn. */
export const CalibrationAsk = z
  .strictObject({
    /** They are worn otherwise on purpose: not compared with the last calibration. */
    anew: z.boolean().default(false),
  })
  .meta({ id: 'CalibrationAsk' });
export type CalibrationAsk = z.infer<typeof CalibrationAsk>;

/** How much a reference knows: `full` from 5 approved repetitions, `provisional` from 3, `rough` below. */
export const ReferenceGrade = z.enum(['rough', 'provisional', 'full']);

const span = { startMs: z.number().nonnegative(), endMs: z.number().positive() };
const isForward = ({ startMs, endMs }: { startMs: number; endMs: number }): boolean => startMs < endMs;
const forward = { path: ['endMs'], message: 'after startMs' };

/** Session time, half-open. */
export const ApprovedRange = z.strictObject(span).refine(isForward, forward);

/** The same of a repetition with a fault that the patient was asked to show; `type`: "too-fast", "low-amplitude", or a name of the therapist's own. */
const ShownRange = z.strictObject({ ...span, type: z.string().trim().min(1).max(40).refine((type) => type !== 'correct', { message: 'the name of a fault' }) }).refine(isForward, forward);

const notOnGoniometer = ({ input }: { input?: unknown }): string => `above 0 and at most 200 deg, not ${input}`;

/** The therapist approves repetitions of a calibration session. */
export const ReferenceCreate = z
  .strictObject({
    sessionId: z.uuid(),
    approved: z.array(ApprovedRange).min(1).max(50),
    /** Faults that were shown on purpose, beside them: told by these names from then on. */
    shown: z.array(ShownRange).max(50).default([]),
    /** Range of these repetitions as a person read it off a goniometer, deg; absent: nobody measured. */
    goniometerDeg: z.number().positive({ error: notOnGoniometer }).max(200, { error: notOnGoniometer }).optional(),
  })
  .refine(({ approved, shown }) => !shown.some((fault) => approved.some((each) => each.startMs < fault.endMs && fault.startMs < each.endMs)), { path: ['shown'], message: 'a repetition is either approved or shows a fault' })
  .meta({ id: 'ReferenceCreate' });
export type ReferenceCreate = z.infer<typeof ReferenceCreate>;

export const Reference = z
  .object({
    id: z.uuid(),
    state: z.enum(['building', 'active', 'refused']),
    /** Why it could not be built, in words. */
    refusal: z.string().nullable(),
    repetitions: z.int().nullable(),
    provisional: z.boolean().nullable(),
    /** Shown faults that it tells by name; of one that was shown and is missing here no repetition could be found. */
    faults: z.array(z.string()),
  })
  .meta({ id: 'Reference' });
export type Reference = z.infer<typeof Reference>;
